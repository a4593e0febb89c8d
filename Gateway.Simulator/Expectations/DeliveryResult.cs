namespace Gateway.Simulator.Expectations;

/// <summary>What a master got of what was sent.</summary>
public sealed record DeliveryResult(string Master, int Received, int Lost, int Duplicates, int OutOfOrder)
{
    public override string ToString() =>
        $"{Master}: {Received} received, {Lost} lost, {Wording.Text.Count(Duplicates, "duplicate")}{(OutOfOrder > 0 ? $", {OutOfOrder} out of order" : ", order kept")}";
}
