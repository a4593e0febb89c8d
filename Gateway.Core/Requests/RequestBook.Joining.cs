using Gateway.Abstractions;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>Identical interrogations are asked once, and deactivations (R5, R6).</summary>
internal sealed partial class RequestBook
{
    // R6: an identical interrogation that waits, or whose first data have not come.
    private bool TryJoin(MasterSession master, in RequestKey key, in AsduHead head, ReadOnlySpan<byte> objects)
    {
        if (!key.IsInterrogation || head.Cot.Cause != Cause.Activation)
        {
            return false;
        }

        var running = FindWaiting(key) ?? _sent.Open(key);
        if (running is null || running.HasData || running.IsBeingDeactivated
            || running.Head.Cot != head.Cot || !objects.SequenceEqual(running.Objects)
            || (running.State == RequestState.Open && master.OpenRequests >= config.BufferSize))
        {
            return false;
        }

        running.Askers.Add(new Asker(master, head.Originator));
        if (running.State == RequestState.Waiting)
        {
            master.WaitingRequests++;
        }
        else
        {
            master.OpenRequests++;
        }

        if (running.IsConfirmed)
        {
            desk.Answer(master, head with { Cot = head.Cot.With(Cause.ActivationConfirmation) }, objects);
        }

        return true;
    }

    private Request? FindWaiting(RequestKey key) => _waiting.Find(r => r.Key == key && !r.IsDeactivation);

    // R5, R6: a deactivation never waits for another request.
    private void Deactivate(MasterSession master, in RequestKey key, in AsduHead head, in AsduView asdu, Instant now, AskedCommand? command)
    {
        var confirmation = head with { Cot = head.Cot.With(Cause.DeactivationConfirmation) };
        var running = key.IsInterrogation ? _sent.Open(key) : null;
        var own = FindOwnWaiting(key, master);
        if (own is not null)
        {
            // Not sent yet: it must not be sent after its deactivation.
            if (!own.Key.IsInterrogation)
            {
                Refuse(master, own.Head with { Originator = own.Askers[0].Originator }, own.Objects, DropReason.TakenBack);
                Tell(own, CommandResult.Refused, DropReason.TakenBack);
            }

            _ = RemoveAsker(own, master);
            if (own.Askers.Count == 0)
            {
                _ = _waiting.Remove(own);
                own.State = RequestState.Ended;
            }

            if (running is null || !running.IsAskedBy(master))
            {
                desk.Answer(master, confirmation, asdu.Objects);
                if (command is not null)
                {
                    desk.Ended(command, CommandResult.ConfirmedByGateway);
                }

                return;
            }
        }

        if (running is not null && !running.IsAskedBy(master))
        {
            // Somebody else's interrogation goes on.
            desk.Answer(master, head with { Cot = head.Cot.With(Cause.DeactivationConfirmation, negative: true) }, asdu.Objects);
            return;
        }

        if (running is not null && running.Askers.Exists(a => a.Master != master))
        {
            _ = RemoveAsker(running, master);
            desk.Answer(master, confirmation, asdu.Objects);
            return;
        }

        _ = running?.IsBeingDeactivated = true;
        Enqueue(NewRequest(key, head, asdu, expectsAnswer: true, now, command), master, asdu.Originator);
    }

    private Request? FindOwnWaiting(RequestKey key, MasterSession master) =>
        _waiting.Find(r => r.Key == key && !r.IsDeactivation && r.IsAskedBy(master));
}
