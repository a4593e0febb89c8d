namespace Gateway.Abstractions.Plugins;

/// <summary>
/// The version of these contracts: the assembly's version. A plugin fits when the major version that it was compiled against is this one
/// and the minor version is not newer.
/// </summary>
public static class ContractVersion
{
    public static Version Current { get; } = typeof(ContractVersion).Assembly.GetName().Version!;

    public static bool Fits(Version compiledAgainst) =>
        compiledAgainst.Major == Current.Major && compiledAgainst.Minor <= Current.Minor;
}
