namespace Gateway.Core.Hosting;

/// <summary>A group has not taken its turn for so long that no more orders may wait for it; this one is not done, and will not be.</summary>
/// <param name="waiting">Orders that wait already.</param>
#pragma warning disable CA1032, RCS1194 // It is thrown in one place, with the number.
public sealed class OrdersFullException(int waiting) : Exception($"{waiting} orders wait for it already, and this one is not taken");
#pragma warning restore CA1032, RCS1194
