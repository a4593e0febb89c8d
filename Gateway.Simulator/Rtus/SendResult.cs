namespace Gateway.Simulator.Rtus;

/// <summary>What became of an index group.</summary>
/// <param name="Sent">Signals.</param>
/// <param name="NotSent">Rows whose condition was not met; of a group that was repeated all times together.</param>
public readonly record struct SendResult(int Sent, int NotSent);
