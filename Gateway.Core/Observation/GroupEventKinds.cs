namespace Gateway.Core.Observation;

/// <summary>Which <see cref="GroupEventKind"/> means what.</summary>
public static class GroupEventKinds
{
    /// <summary>Something went wrong, or was refused: a warning in the log, and among the last faults of the status.</summary>
    public static bool IsFault(GroupEventKind kind) => kind
        is GroupEventKind.Defect or GroupEventKind.PortInUse
        or GroupEventKind.RtuLost or GroupEventKind.RtuNotReached or GroupEventKind.RtuReopened
        or GroupEventKind.RtuInitialized or GroupEventKind.RtuNoted or GroupEventKind.RtuCannotHold or GroupEventKind.RtuStandstill
        or GroupEventKind.MasterRefused or GroupEventKind.MasterClosed or GroupEventKind.MasterNoted or GroupEventKind.MasterMissed
        or GroupEventKind.RequestRefused or GroupEventKind.RequestNoted or GroupEventKind.AsduDropped
        or GroupEventKind.PolicyFailed or GroupEventKind.PolicyRemoved;
}
