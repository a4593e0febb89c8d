namespace Gateway.Plugins.Ntp;

/// <summary>What a reply is judged by.</summary>
/// <param name="Transmit">What the server must give back.</param>
/// <param name="SentAt">By the machine's clock.</param>
internal readonly record struct Question(NtpTimestamp Transmit, DateTime SentAt);
