using Gateway.Abstractions.Routing;
using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Unit.Core;

/// <summary>A policy that does what a test says.</summary>
internal sealed class ScriptedPolicy : IRoutingPolicy
{
    public delegate void FromRtuVerb(in AsduView asdu, ref RtuRoute route);

    public delegate void FromMasterVerb(in AsduView asdu, ref MasterRoute route);

    public FromRtuVerb Rtu { get; init; } = (in _, ref _) => { };

    public FromMasterVerb Master { get; init; } = (in _, ref _) => { };

    public void FromRtu(in AsduView asdu, ref RtuRoute route) => Rtu(asdu, ref route);

    public void FromMaster(in AsduView asdu, ref MasterRoute route) => Master(asdu, ref route);
}
