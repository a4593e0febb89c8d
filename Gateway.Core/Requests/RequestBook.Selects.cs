using Gateway.Core.Masters;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>Selected points: who may command them, and what becomes of them when their master leaves (R7, R9).</summary>
internal sealed partial class RequestBook
{
    private bool IsSelectedByAnother(in RequestKey key, TypeIdentification type, MasterSession master) =>
        RequestKinds.IsProcessCommand(type) && _selected.Find(key) is { } selection && selection.Owner != master;

    private void UpdateSelection(Request request, in AsduView reply, bool negative, Instant now)
    {
        if (!RequestKinds.IsProcessCommand(request.Head.Type))
        {
            return;
        }

        if (request.IsSelect && !request.IsDeactivation)
        {
            if (reply.Cause == Cause.ActivationConfirmation && !negative && request.Owner is { } owner)
            {
                var selection = _selected.Select(request.Key, request.Head with { Originator = request.Originator }, request.Objects, owner, now);
                Deadline = Instant.Min(Deadline, _selected.Deadline);
                if (!request.IsAskedBy(owner))
                {
                    // It has left meanwhile.
                    TakeBack(selection, now);
                }
            }

            return;
        }

        // The ACT_TERM of a confirmed execute says nothing of a select that came after it.
        var answered = negative || reply.Cause is Cause.ActivationConfirmation or Cause.DeactivationConfirmation;
        if (answered && request.State != RequestState.Confirmed && _selected.Find(request.Key) is { } own && own.Owner == request.Owner)
        {
            _selected.Clear(request.Key);
        }
    }

    // R9: the select of a master that has left is deactivated at the RTU; the point stays its own until that is answered.
    private void TakeBackSelects(MasterSession master, Instant now)
    {
        foreach (var selection in _selected.Selections.Values)
        {
            if (selection.Owner == master)
            {
                TakeBack(selection, now);
            }
        }
    }

    private void TakeBack(Selection selection, Instant now)
    {
        var head = selection.Head with { Cot = selection.Head.Cot.With(Cause.Deactivation) };
        var deactivation = new Request
        {
            Key = selection.Key,
            Head = head,
            Owner = selection.Owner,
            Objects = selection.Objects,
            Arrived = now,
            SendBy = now + config.CommandMaxAge,
            IsTakingBack = true,
            Originator = _originators.TryUse(head.Originator) ? head.Originator : OriginatorAddress.None,
            Command = desk.Asked(selection.Owner, head, selection.Objects),
        };
        Enqueue(deactivation, master: null, OriginatorAddress.None);
    }
}
