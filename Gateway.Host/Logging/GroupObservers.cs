using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Host.Audit;
using Gateway.Iec104.Asdus;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Host.Logging;

/// <summary>
/// Several observers of one group. Each hears of what it asks for alone: single ASDUs, which pass by the hundred thousand, cost nothing where
/// nobody counts them.
/// </summary>
internal sealed class GroupObservers(IGroupObserver log, IGroupObserver? audit) : IGroupObserver
{
    /// <summary>What makes each group's: its log, and the audit where it wants one.</summary>
    public static Func<GroupConfig, IGroupObserver> From(IServiceProvider services)
    {
        var (logs, audit) = (services.GetRequiredService<LogFiles>(), services.GetRequiredService<AuditLog>());
        return group => new GroupObservers(logs.Of(group), group.Audit ? audit.Of(group) : null);
    }

    public void Happened(GroupEventKind kind, string peer, string what) => log.Happened(kind, peer, what);

    public void Commanded(string master, in AsduView asdu) => log.Commanded(master, asdu);

    public void Asked(AskedCommand command) => audit?.Asked(command);

    public void Ended(AskedCommand command, in CommandEnd end) => audit?.Ended(command, end);
}
