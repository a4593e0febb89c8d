using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using NLog;

namespace Gateway.Host.Logging;

/// <summary>
/// Writes what happens in a group: sessions, faults, commands, refusals; single ASDUs belong to the live view and the capture (O1). What the
/// whole program should know (a port in use, a defect, a policy taken out) goes into its log, too.
/// </summary>
internal sealed class GroupLog : IGroupObserver
{
    private readonly GroupConfig _group;
    private readonly Logger? _own;
    private readonly Logger _program;
    private readonly LineLimiter _limiter;

    public GroupLog(GroupConfig group, Logger? own, Logger program, TimeProvider time)
    {
        _group = group;
        _own = own;
        _program = program;
        _limiter = new LineLimiter(time, Write);
    }

    /// <summary>Told when the group begins.</summary>
    public Action? Begun { get; set; }

    /// <summary>Told when it has stopped.</summary>
    public Action? Ended { get; set; }

    public void Happened(GroupEventKind kind, string peer, string what)
    {
        if (kind == GroupEventKind.Initialized)
        {
            Begun?.Invoke();
        }

        if (_own is not null || IsForProgram(kind))
        {
            _limiter.Write(kind, peer, what);
        }

        if (kind == GroupEventKind.Stopped)
        {
            _limiter.Flush();
            Ended?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Commanded(string master, in AsduView asdu)
    {
        if (_own is not null)
        {
            var isAnswer = asdu.Cause is not (Cause.Activation or Cause.Deactivation);
            Happened(isAnswer ? GroupEventKind.CommandAnswered : GroupEventKind.CommandAsked, master, AsduText.Of(asdu, maxObjects: 8));
        }
    }

    private void Write(GroupEventKind kind, string peer, string what)
    {
        var level = LevelOf(kind);
        if (_own is not null)
        {
            Write(_own, level, kind, peer, what);
        }

        if (IsForProgram(kind))
        {
            Write(_program, level, kind, peer, what);
        }
    }

    private static bool IsForProgram(GroupEventKind kind) => kind is GroupEventKind.Defect
        or GroupEventKind.PortInUse or GroupEventKind.PolicyFailed or GroupEventKind.PolicyRemoved or GroupEventKind.RtuCannotHold;

    private static LogLevel LevelOf(GroupEventKind kind) => kind switch
    {
        GroupEventKind.Defect => LogLevel.Error,
        _ => GroupEventKinds.IsFault(kind) ? LogLevel.Warn : LogLevel.Info,
    };

    private void Write(Logger to, LogLevel level, GroupEventKind kind, string peer, string what)
    {
        var who = LogText.Escape(peer.Length == 0 ? _group.Name : peer);
        var line = LogEventInfo.Create(level, to.Name, $"{_group.Id} {who}: {LogText.Escape(what)}");
        line.Properties["event"] = (int)kind;
        line.Properties["group"] = _group.Id;
        line.Properties["peer"] = peer;
        to.Log(line);
    }
}
