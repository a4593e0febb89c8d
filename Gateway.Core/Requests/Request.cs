using Gateway.Core.Masters;
using Gateway.Core.Observation;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Core.Requests;

/// <summary>One request of one master, or of several that asked the same (R6), from its arrival to its end.</summary>
internal sealed class Request
{
    public RequestKey Key { get; init; }

    /// <summary>As the RTU gets it, but for the OA.</summary>
    public AsduHead Head { get; init; }

    public byte[] Objects { get; init; } = [];

    public Instant Arrived { get; init; }

    /// <summary>R9: not to be sent later.</summary>
    public Instant SendBy { get; init; } = Instant.Never;

    public bool IsDeactivation => Head.Cot.Cause == Cause.Deactivation;

    /// <summary>R9: the gateway's own deactivation of a select whose master has left. It uses the select's OA from the beginning.</summary>
    public bool IsTakingBack { get; init; }

    /// <summary>The S/E bit of a command says select.</summary>
    public bool IsSelect { get; init; }

    /// <summary>An answer is expected. False: a cause that only the RTU can judge (R2); it is carried and forgotten.</summary>
    public bool ExpectsAnswer { get; init; } = true;

    public RequestState State { get; set; } = RequestState.Waiting;

    /// <summary>The last sign of it: sent, or answered.</summary>
    public Instant LastSign { get; set; }

    /// <summary>Who asked first, also when it has left; of a select that the gateway takes back, its master.</summary>
    public MasterSession? Owner { get; set; }

    /// <summary>A positive ACT_CON has come.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Its first data have come: nobody joins any more.</summary>
    public bool HasData { get; set; }

    /// <summary>A deactivation of it is under way: nobody joins any more.</summary>
    public bool IsBeingDeactivated { get; set; }

    /// <summary>The OA that it carried.</summary>
    public OriginatorAddress Originator { get; set; }

    /// <summary>O4: what observers are told the end of; null: nothing, or it is told already.</summary>
    public AskedCommand? Command { get; set; }

    /// <summary>The next one of the same key, in the order of sending.</summary>
    public Request? NextOfKey { get; set; }

    /// <summary>Who asked, in the order of asking. One who leaves is taken out.</summary>
    public List<Asker> Askers { get; } = new(1);

    public bool IsAskedBy(MasterSession master)
    {
        foreach (var asker in Askers)
        {
            if (asker.Master == master)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One asking: who, and the OA that it had used itself.</summary>
internal readonly record struct Asker(MasterSession Master, OriginatorAddress Originator);

/// <summary>How far a request is.</summary>
internal enum RequestState : byte
{
    /// <summary>Not sent yet.</summary>
    Waiting,

    /// <summary>With the RTU; its key is taken.</summary>
    Open,

    /// <summary>Its key is free again; what still comes for it (an ACT_TERM, other stations of a broadcast) goes to its askers.</summary>
    Confirmed,

    /// <summary>R5: no sign for too long, or a file that its master has acknowledged. Late replies still go to its askers until its key is asked again.</summary>
    TimedOut,

    /// <summary>Over.</summary>
    Ended,
}
