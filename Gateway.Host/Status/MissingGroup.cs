namespace Gateway.Host.Status;

/// <summary>A group of the configuration of which nothing can be told.</summary>
/// <param name="State">stuck: it does not take its turn; notStarted.</param>
/// <param name="Why">In words.</param>
internal sealed record MissingGroup(string State, string Why)
{
    public static MissingGroup Stuck(TimeSpan waited) => new("stuck", $"it does not answer: it has not taken its turn for {waited.TotalSeconds} s; another setting of it and a reload replace it, or restart the program");

    public static MissingGroup NotStarted(string why) => new("notStarted", why);
}
