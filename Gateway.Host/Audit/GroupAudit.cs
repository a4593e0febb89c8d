using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;

namespace Gateway.Host.Audit;

/// <summary>Writes a group's commands into the audit. Nothing is kept here: the core tells each end once, with what was asked.</summary>
internal sealed class GroupAudit(string run, GroupConfig group, AuditLog log) : IGroupObserver
{
    public void Happened(GroupEventKind kind, string peer, string what)
    {
        // The log's business.
    }

    public void Asked(AskedCommand command) => log.Write(run, group, command, end: null);

    public void Ended(AskedCommand command, in CommandEnd end) => log.Write(run, group, command, end);
}
