namespace Gateway.Host.Status;

/// <summary>A group of the configuration of which nothing can be told.</summary>
/// <param name="State">stuck: it does not take its turn; notStarted.</param>
/// <param name="Why">In words.</param>
internal sealed record MissingGroup(string State, string Why)
{
    /// <param name="since">From when on, in words that begin with a space; empty: it is not known.</param>
    public static MissingGroup Stuck(string since) => new("stuck", $"it does not answer{since}: it does not take its turn; another setting of it and a reload replace it, or restart the program");

    public static MissingGroup NotStarted(string why) => new("notStarted", why);
}
