using System.Collections.Immutable;
using System.Net;

namespace Gateway.Abstractions.Configuration;

/// <summary>Which masters may connect (S7): those of any listed network; <see cref="Everybody"/> where nothing is listed.</summary>
public sealed record AddressFilter(ImmutableArray<AddressNetwork> Networks, bool AdmitsEverybody = false)
{
    public static readonly AddressFilter Everybody = new([], AdmitsEverybody: true);

    /// <summary>What is left of a filter whose entries are all bad.</summary>
    public static readonly AddressFilter Nobody = new([]);

    public bool Admits(IPAddress address)
    {
        if (AdmitsEverybody)
        {
            return true;
        }

        foreach (var network in Networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(AddressFilter? other) =>
        other is not null && AdmitsEverybody == other.AdmitsEverybody && Networks.AsSpan().SequenceEqual(other.Networks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(AdmitsEverybody, Networks.Length);

    public override string ToString() => AdmitsEverybody ? "everybody" : Networks.IsEmpty ? "nobody" : string.Join(';', Networks);
}
