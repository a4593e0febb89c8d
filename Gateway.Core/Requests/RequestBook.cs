using Gateway.Abstractions;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>
/// Every request of the masters from its arrival to its end (R3, R5..R7, R9): sends it when its turn has come, lets identical interrogations
/// join, keeps selected points for their owner, refuses what is late, and knows who asked when a reply comes (R4).
/// <para>Invariants: of one key at most one request is open; at most one interrogation per common address; a request that waits is sent, refused
/// or taken back; one that is open ends by its reply or by <c>requestTimeout</c>.</para>
/// <para>
/// This file: its doors and what they keep. <c>RequestBook.Joining.cs</c>: merging and deactivations. <c>RequestBook.Sending.cs</c>: whose turn it
/// is. <c>RequestBook.Answers.cs</c>: what ends a request. <c>RequestBook.Selects.cs</c>: selected points.
/// </para>
/// </summary>
internal sealed partial class RequestBook(GroupConfig config, IRequestDesk desk)
{
    // Requests that are over but may still be answered; more are forgotten, the oldest first.
    private const int KeptAfterTheirEnd = 1024;

    private readonly List<Request> _waiting = [];
    private readonly RequestIndex _sent = new(KeptAfterTheirEnd);
    private readonly SelectTable _selected = new(config.SelectTimeout);
    private readonly OriginatorTable _originators = new();

    /// <summary>Requests that wait to be sent, in the order of their arrival.</summary>
    public IReadOnlyList<Request> Waiting => _waiting;

    /// <summary>Requests that were sent and may still be answered.</summary>
    public IEnumerable<Request> Sent => _sent.All;

    public SelectTable Selected => _selected;

    /// <summary>Replies whose OA named another session than their key (R4).</summary>
    public long OriginatorMismatches { get; private set; }

    /// <summary>When <see cref="Expire"/> wants to be called.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>A master's ASDU that the policies let pass (R2).</summary>
    /// <param name="command">O4: what observers are told the end of; null: nothing.</param>
    public void Ask(MasterSession master, in AsduView asdu, CommonAddress rtuAddress, Instant now, AskedCommand? command = null)
    {
        var head = asdu.Head with { CommonAddress = rtuAddress };
        var key = RequestKey.Mirrored(asdu) with { CommonAddress = rtuAddress };
        if (master.WaitingRequests >= config.BufferSize)
        {
            Refuse(master, head, asdu.Objects, DropReason.TooManyRequests, command);
        }
        else if (IsSelectedByAnother(key, head.Type, master))
        {
            Refuse(master, head, asdu.Objects, DropReason.SelectedByAnother, command);
        }
        else if (asdu.Cause == Cause.Deactivation)
        {
            Deactivate(master, key, head, asdu, now, command);
        }
        else if (!TryJoin(master, key, head, asdu.Objects))
        {
            Enqueue(NewRequest(key, head, asdu, RequestKinds.OpensRequest(asdu), now, command), master, asdu.Originator);
        }
    }

    /// <summary>A negative confirmation, as the RTU itself would give it (60870-5-101, 7.2.3); the CA is the RTU's.</summary>
    public void Refuse(MasterSession master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why, AskedCommand? command = null)
    {
        var cause = head.Cot.Cause switch
        {
            Cause.Activation => Cause.ActivationConfirmation,
            Cause.Deactivation => Cause.DeactivationConfirmation,
            var other => other,
        };
        desk.Refused(master, head, objects, why);
        desk.Answer(master, head with { Cot = head.Cot.With(cause, negative: true) }, objects);
        if (command is not null)
        {
            desk.Ended(command, CommandResult.Refused, why);
        }
    }

    /// <summary>A master has left (R9): what it had not sent goes, its selects are taken back, its replies go to nobody.</summary>
    public void Left(MasterSession master, Instant now)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            var request = _waiting[i];
            if (RemoveAsker(request, master) && request.Askers.Count == 0)
            {
                _waiting.RemoveAt(i);
                request.State = RequestState.Ended;
                Tell(request, CommandResult.MasterLeft);
            }
        }

        foreach (var request in _sent.All)
        {
            _ = RemoveAsker(request, master);
        }

        TakeBackSelects(master, now);
        if (master.Originator is { } originator)
        {
            _originators.Release(originator);
        }
    }

    /// <summary>S6: the RTU has restarted. Nothing that was open will be answered; what waits is sent yet.</summary>
    public void EndOpen(CommandResult result = CommandResult.RtuRestarted)
    {
        while (_sent.All.First is { } first)
        {
            Tell(first.Value, result);
            End(first.Value);
        }

        _selected.ClearAll();
    }

    /// <summary>S4: the RTU link is lost. Nothing is kept: a waiting command is never sent later.</summary>
    public void Clear()
    {
        EndOpen(CommandResult.RtuLost);
        foreach (var request in _waiting)
        {
            foreach (var asker in request.Askers)
            {
                asker.Master.WaitingRequests--;
                desk.Refused(asker.Master, request.Head with { Originator = asker.Originator }, request.Objects, DropReason.NoRtu);
            }

            request.State = RequestState.Ended;
            Tell(request, CommandResult.Dropped, DropReason.NoRtu);
        }

        _waiting.Clear();
    }

    /// <summary>Refuses what is late, and ends what has had no sign for too long.</summary>
    public void Expire(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        Deadline = Instant.Never;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var request = _waiting[i];
            if (now >= request.SendBy)
            {
                RefuseWaiting(i--, request, DropReason.TooLate);
            }
            else
            {
                Deadline = Instant.Min(Deadline, request.SendBy);
            }
        }

        for (var node = _sent.All.First; node is not null;)
        {
            var request = node.Value;
            node = node.Next;
            if (request.State == RequestState.TimedOut)
            {
                continue;
            }

            var until = request.LastSign + config.RequestTimeout;
            if (now < until)
            {
                Deadline = Instant.Min(Deadline, until);
            }
            else if (request.State == RequestState.Open)
            {
                desk.Note($"no answer to type {(byte)request.Head.Type} CA {request.Key.CommonAddress} within {config.RequestTimeout.TotalSeconds} s");
                Tell(request, CommandResult.TimedOut);
                LeaveOpen(request, RequestState.TimedOut);
            }
            else
            {
                End(request);
            }
        }

        _selected.Expire(now);
        Deadline = Instant.Min(Deadline, _selected.Deadline);
    }

    private static bool RemoveAsker(Request request, MasterSession master)
    {
        var removed = request.Askers.RemoveAll(a => a.Master == master);
        if (request.State == RequestState.Waiting)
        {
            master.WaitingRequests -= removed;
        }
        else if (request.State == RequestState.Open)
        {
            master.OpenRequests -= removed;
        }

        return removed > 0;
    }

    // O4: once.
    private void Tell(Request request, CommandResult result, DropReason why = DropReason.None, CauseOfTransmission? answer = null)
    {
        if (request.Command is { } command)
        {
            request.Command = null;
            desk.Ended(command, result, why, answer, hasLeft: request.Askers.Count == 0);
        }
    }

    private Request NewRequest(in RequestKey key, in AsduHead head, in AsduView asdu, bool expectsAnswer, Instant now, AskedCommand? command) => new()
    {
        Key = key,
        Head = head,
        Objects = asdu.Objects.ToArray(),
        Arrived = now,
        SendBy = RequestKinds.MaxAge(head.Type, config.CommandMaxAge) is { } age ? now + age : Instant.Never,
        IsSelect = RequestSelect.IsSelect(asdu),
        ExpectsAnswer = expectsAnswer,
        Command = command,
    };

    private void Enqueue(Request request, MasterSession? master, OriginatorAddress originator)
    {
        if (master is not null)
        {
            request.Owner = master;
            request.Askers.Add(new Asker(master, originator));
            master.WaitingRequests++;
        }

        _waiting.Add(request);
        Deadline = Instant.Min(Deadline, request.SendBy);
    }
}
