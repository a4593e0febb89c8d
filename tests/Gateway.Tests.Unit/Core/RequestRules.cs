using System.Buffers.Binary;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Core;

/// <summary>One asking of a master. Commands and clocks carry its number in their elements.</summary>
internal sealed record Asking(int Number, FakeMaster Master, Instant At, RequestKey Key, Cause Cause, byte Originator, bool IsSelect)
{
    public bool IsSent { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>Its master has left, or stopped.</summary>
    public bool IsGone { get; set; }
}

/// <summary>
/// What must hold whatever masters and RTU do (R3..R5, R7, R9), judged from outside: by what the RTU gets and sends, and what the masters get.
/// </summary>
internal sealed class RequestRules(GroupBench bench)
{
    private static readonly TimeSpan RequestTimeout = GroupBench.Config.RequestTimeout;
    private static readonly TimeSpan SelectTimeout = GroupBench.Config.SelectTimeout;

    private readonly List<Asking> _askings = [];
    private readonly Dictionary<RequestKey, OpenRequest> _open = [];
    private readonly Queue<(RequestKey, OpenRequest?)> _deactivated = [];
    private readonly Dictionary<(CommonAddress, uint), (FakeMaster Master, Instant Until)> _owners = [];

    public IReadOnlyList<Asking> Askings => _askings;

    public static int NumberOf(in AsduView asdu) => BinaryPrimitives.ReadInt32LittleEndian(asdu.Objects[InformationObjectAddress.Octets..]);

    public void Asked(Asking asking) => _askings.Add(asking);

    public void Gone(FakeMaster master)
    {
        foreach (var asking in _askings.Where(a => a.Master == master))
        {
            asking.IsGone = true;
        }
    }

    /// <summary>The RTU has restarted (S6).</summary>
    public void Restarted()
    {
        _open.Clear();
        _deactivated.Clear();
        _owners.Clear();
    }

    /// <summary>The RTU has got it.</summary>
    public void Sent(in AsduView asdu)
    {
        var key = RequestKey.Mirrored(asdu);
        if (asdu.Type is TypeIdentification.C_SE_NC_1 or TypeIdentification.C_CS_NA_1)
        {
            SentOnce(_askings[NumberOf(asdu)], asdu);
        }

        if (asdu.Cause == Cause.Deactivation)
        {
            _deactivated.Enqueue((key, IsOpen(key) ? _open[key] : null));
            return;
        }

        Assert.IsFalse(IsOpen(key), $"R5: {key} is open already");
        Assert.IsFalse(
            key.IsInterrogation && _open.Keys.Any(k => k.IsInterrogation && k.CommonAddress == key.CommonAddress && IsOpen(k)), $"R5: two interrogations at {key}");
        _open[key] = new OpenRequest { Asking = key.IsInterrogation || asdu.Objects.Length < 7 ? null : _askings[NumberOf(asdu)], LastSign = bench.Now };
    }

    /// <summary>The RTU is about to answer so.</summary>
    public void Answers(in AsduView reply)
    {
        var key = RequestKey.Answered(reply);
        var negative = reply.Cot.IsNegative || reply.Cause >= Cause.UnknownTypeIdentification;
        if (reply.Cause == Cause.DeactivationConfirmation)
        {
            if (reply.Type == TypeIdentification.C_SE_NC_1)
            {
                Free(_askings[NumberOf(reply)]);
            }

            // The RTU confirms deactivations at once, in their order.
            var (of, open) = _deactivated.Dequeue();
            Assert.AreEqual(of, key);
            _ = open?.IsOver |= !negative;
        }
        else if (_open.TryGetValue(key, out var open) && !open.IsOver)
        {
            open.LastSign = IsOpen(key) ? bench.Now : open.LastSign;
            var confirmed = reply.Cause == Cause.ActivationConfirmation;
            if (open.Asking is { } asking && asking.Key.Family == TypeIdentification.C_SE_NC_1)
            {
                Judge(asking, select: asking.IsSelect && !negative);
            }

            open.IsOver = negative || (key.IsInterrogation ? reply.Cause == Cause.ActivationTermination : confirmed || reply.Cause == Cause.Request);
        }
    }

    /// <summary>A master has got it.</summary>
    public void Got(FakeMaster master, in AsduView asdu)
    {
        var cause = asdu.Cause;
        if (cause is Cause.Spontaneous)
        {
            Assert.AreEqual(OriginatorAddress.None, asdu.Originator, "R1");
            return;
        }

        var key = RequestKey.Answered(asdu);
        var oa = asdu.Originator.Value;
        var asked = cause == Cause.DeactivationConfirmation ? Cause.Deactivation : cause == Cause.Request ? Cause.Request : Cause.Activation;
        var asking = _askings.Find(a => a.Master == master && !a.IsGone && !a.IsAnswered && a.Key == key && a.Cause == asked && a.Originator == oa);
        Assert.IsNotNull(asking, $"R4: {asdu.ToString()} at a master that has not asked it, or not under OA {oa}");
        asking.IsAnswered = !key.IsInterrogation || asdu.Cot.IsNegative || cause is Cause.ActivationTermination or Cause.DeactivationConfirmation;
    }

    /// <summary>Everything has come to rest.</summary>
    public void Ended()
    {
        Assert.IsEmpty(bench.Group.Requests.Waiting, "R5");
        Assert.IsFalse(bench.Group.Requests.Sent.Any(r => r.State == Gateway.Core.Requests.RequestState.Open), "R5: a request is open for ever");
        Assert.IsEmpty(bench.Group.Requests.Selected.Selections, "R7");
        foreach (var master in bench.Group.Masters)
        {
            Assert.AreEqual(0, master.WaitingRequests);
            Assert.AreEqual(0, master.OpenRequests);
        }

        var lost = _askings.Find(a => !a.IsGone && !a.IsSent && !a.IsAnswered && !a.Key.IsInterrogation && a.Key.Family != TypeIdentification.C_RD_NA_1);
        Assert.IsNull(lost, $"R9: neither sent nor refused: {lost}");
    }

    private void SentOnce(Asking asking, in AsduView asdu)
    {
        if (asdu.Cause == Cause.Deactivation && asking.IsSelect)
        {
            Assert.IsTrue(asking.IsGone, "R9: only the select of a master that has left is taken back");
            return;
        }

        Assert.IsFalse(asking.IsSent, "sent twice");
        Assert.IsFalse(asking.IsGone, "R9: its master has left");
        Assert.IsFalse(asking.IsAnswered, "sent and refused");
        asking.IsSent = true;
        var oldest = asdu.Type == TypeIdentification.C_CS_NA_1 ? TimeSpan.FromSeconds(1) : GroupBench.Config.CommandMaxAge;
        Assert.IsLessThan(oldest, bench.Now - asking.At, "R9: late");
        Assert.AreEqual(asking.Master.Session!.Originator, asdu.Originator, "R3");
        var oa = asdu.Originator;
        Assert.IsTrue(oa == OriginatorAddress.None || bench.Group.Masters.Count(m => m.Originator == oa) == 1, $"R3: OA {oa} is not unique");
        if (asdu.Type == TypeIdentification.C_SE_NC_1 && _owners.TryGetValue(Point(asking), out var owner) && bench.Now < owner.Until)
        {
            Assert.AreSame(owner.Master, asking.Master, "R7: another master has selected the point");
        }
    }

    private bool IsOpen(in RequestKey key) => _open.TryGetValue(key, out var open) && !open.IsOver && bench.Now < open.LastSign + RequestTimeout;

    private void Judge(Asking asking, bool select)
    {
        if (select)
        {
            _owners[Point(asking)] = (asking.Master, bench.Now + SelectTimeout);
        }
        else if (!asking.IsSelect)
        {
            Free(asking);
        }
    }

    private void Free(Asking asking)
    {
        if (_owners.TryGetValue(Point(asking), out var owner) && owner.Master == asking.Master)
        {
            _ = _owners.Remove(Point(asking));
        }
    }

    private static (CommonAddress, uint) Point(Asking asking) => (asking.Key.CommonAddress, asking.Key.Detail);

    private sealed class OpenRequest
    {
        public Asking? Asking { get; init; }

        public Instant LastSign { get; set; }

        public bool IsOver { get; set; }
    }
}
