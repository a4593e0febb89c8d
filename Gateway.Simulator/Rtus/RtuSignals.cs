using System.Collections.Immutable;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>The signals and commands of a simulated RTU, in the order of their file; any number of RTUs share them.</summary>
public sealed record RtuSignals(ImmutableArray<SignalRow> Rows, ImmutableArray<CommandRow> Commands)
{
    public static readonly RtuSignals None = new([], []);

    /// <summary>The points that interrogations show, each once.</summary>
    internal ImmutableArray<PointKey> Interrogated =>
        [.. Rows.Where(r => r.IsInterrogated).Select(r => PointKey.Of(r.Type, r.Object)).OfType<PointKey>().Distinct()];

    /// <summary>The counters, interrogated or not.</summary>
    internal ImmutableArray<PointKey> Counters =>
        [.. Rows.Select(r => PointKey.Of(r.Type, r.Object)).OfType<PointKey>().Where(k => k.Type == TypeIdentification.M_IT_NA_1).Distinct()];

    /// <summary>The command at an address; null: there is none.</summary>
    public CommandRow? CommandAt(InformationObjectAddress address) => Commands.FirstOrDefault(c => c.Object == address);

    /// <summary>The row of the point that answers a command: the first one behind the command's row, or else before it.</summary>
    public SignalRow? StatusOf(CommandRow command) =>
        Rows.FirstOrDefault(r => r.Object == command.Status && r.Line > command.Line && StaticType.Of(r.Type) is not null)
        ?? Rows.FirstOrDefault(r => r.Object == command.Status && StaticType.Of(r.Type) is not null);
}
