namespace Gateway.Iec104.Asdus;

public static class TypeTable
{
    public static bool Fits(in AsduView asdu) => asdu.Octets.Length > 0;
}
