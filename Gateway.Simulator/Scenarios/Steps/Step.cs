namespace Gateway.Simulator.Scenarios.Steps;

/// <summary>A line of a scenario that does or expects something.</summary>
public abstract record Step
{
    public int Line { get; init; }

    /// <summary>As it stands in the file, variables put in.</summary>
    public string Text { get; init; } = "";

    /// <summary>The section that it stands in, as its title says; empty before the first.</summary>
    public string Section { get; init; } = "";

    /// <summary><c>at 10 s</c>: it waits until so long after the beginning.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>Whether it does something: what is expected after it counts from its beginning on.</summary>
    public virtual bool Acts => true;

    /// <summary>What must be, for the report; empty: that it can be done.</summary>
    public virtual string Expected => "";

    /// <summary>Whether a signal helps to see why it passed or failed.</summary>
    public virtual bool Concerns(Frames.Signal signal) => true;

    /// <exception cref="IOException">It cannot be done; the message says why.</exception>
    public abstract Task<StepOutcome> RunAsync(ScenarioRun run, CancellationToken cancellation);
}
