using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using NLog;

namespace Gateway.Host.Logging;

/// <summary>
/// Writes what happens in a group: sessions, faults, commands, refusals; single ASDUs belong to the live view and the capture (O1). What the
/// whole program should know (a port in use, a defect, a policy taken out) goes into its log, too.
/// </summary>
internal sealed class GroupLog(GroupConfig group, Logger? own, Logger program) : IGroupObserver
{
    public void Happened(GroupEventKind kind, string peer, string what)
    {
        var level = LevelOf(kind);
        if (own is not null)
        {
            Write(own, level, kind, peer, what);
        }

        if (level >= LogLevel.Error || kind is GroupEventKind.PortInUse or GroupEventKind.PolicyFailed or GroupEventKind.PolicyRemoved or GroupEventKind.RtuCannotHold)
        {
            Write(program, level, kind, peer, what);
        }
    }

    public void Passed(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason dropped)
    {
        // Not a log's business.
    }

    private static LogLevel LevelOf(GroupEventKind kind) => kind switch
    {
        GroupEventKind.Defect => LogLevel.Error,
        GroupEventKind.PortInUse or GroupEventKind.RtuLost or GroupEventKind.RtuNotReached or GroupEventKind.RtuReopened
            or GroupEventKind.RtuInitialized or GroupEventKind.RtuNoted or GroupEventKind.RtuCannotHold or GroupEventKind.RtuStandstill
            or GroupEventKind.MasterRefused or GroupEventKind.MasterClosed or GroupEventKind.MasterNoted or GroupEventKind.MasterMissed
            or GroupEventKind.RequestRefused or GroupEventKind.RequestNoted or GroupEventKind.AsduDropped
            or GroupEventKind.PolicyFailed or GroupEventKind.PolicyRemoved => LogLevel.Warn,
        _ => LogLevel.Info,
    };

    private void Write(Logger to, LogLevel level, GroupEventKind kind, string peer, string what)
    {
        var who = LogText.Escape(peer.Length == 0 ? group.Name : peer);
        var line = LogEventInfo.Create(level, to.Name, $"{group.Id} {who}: {LogText.Escape(what)}");
        line.Properties["event"] = (int)kind;
        line.Properties["group"] = group.Id;
        line.Properties["peer"] = peer;
        to.Log(line);
    }
}
