using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Gateway.Abstractions;
using Gateway.Core.Observation;
using Gateway.Host.Audit;
using Gateway.Host.Logging;
using Gateway.Iec104.Asdus;
using Gateway.Tests.Integration.Sessions;
using Gateway.Tests.Unit;
using NLog.Targets;

namespace Gateway.Tests.Integration.Audit;

/// <summary>An audit with commands made by hand.</summary>
internal sealed class AuditBench : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly IGroupObserver _group;
    private long _number;

    public AuditBench(Target? target = null, int queueLines = 100, WriteFaults? faults = null, TimeSpan? limit = null)
    {
        Log = new AuditLog("unused", TimeProvider.System, faults, target ?? new MethodCallTarget("lines", (line, _) => _lines.Enqueue(AuditLog.Line.Render(line))), queueLines, new EndLimit(limit ?? Patience.Limit));
        _group = GroupOf(Log);
    }

    /// <summary>Into the file in this folder, as the program does.</summary>
    public AuditBench(string folder)
    {
        Log = new AuditLog(folder, TimeProvider.System, faults: null);
        _group = GroupOf(Log);
    }

    public AuditLog Log { get; }

    public AskedCommand Ask(string asdu) => Ask(_group, ++_number, asdu);

    /// <summary>The same for an audit that is not the bench's.</summary>
    public static void Ask(AuditLog log, string asdu) => Ask(GroupOf(log), number: 1, asdu);

    /// <summary>All that was written; ends the audit.</summary>
    public List<JsonElement> Lines()
    {
        Log.Dispose();
        return [.. _lines.Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public void Dispose() => Log.Dispose();

    private static AskedCommand Ask(IGroupObserver group, long number, string asdu)
    {
        var view = new AsduView(Hex.Of(asdu));
        var command = new AskedCommand(number, new MasterId(3), "CC-A", new IPEndPoint(IPAddress.Loopback, 50000), view, view.CommonAddress, byGateway: false, default);
        group.Asked(command);
        return command;
    }

    private static IGroupObserver GroupOf(AuditLog log) => log.Of(SessionBench.Config(new IPEndPoint(IPAddress.Loopback, 2404)));
}
