using Gateway.Core.Observation;

namespace Gateway.Host.Audit;

/// <summary>What one line of the audit tells, until it is written in another thread.</summary>
/// <param name="UtcTicks">When.</param>
/// <param name="Run">Which run of which group: with a command's number it is the command's id, the same in both of its lines and in no other's.</param>
/// <param name="Group">The group's id.</param>
/// <param name="Station">The group's name.</param>
/// <param name="Command">What was asked; null: lines before this one were lost.</param>
/// <param name="End">How it ended; null: it is asked.</param>
/// <param name="Lost">How many lines were lost.</param>
internal sealed record AuditEntry(long UtcTicks, string Run, string Group, string Station, AskedCommand? Command, CommandEnd? End, long Lost = 0);
