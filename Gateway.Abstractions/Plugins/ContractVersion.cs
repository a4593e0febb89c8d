namespace Gateway.Abstractions.Plugins;

/// <summary>
/// The version of these contracts and of the protocol library that they speak of: the assemblies' version. A plugin fits when the major
/// version that it was compiled against is this one and the minor version is not newer.
/// <para>
/// It is raised in the commit that changes what a plugin sees: the minor part when something was added that a plugin may use or leave; the
/// major part (the minor one begins at 0) when something was removed, renamed, or changed in shape or meaning, or when an interface or
/// abstract class that plugins implement got a member without a body. Once for all changes between two releases. Version 1.0 is what
/// the first release will have; until then it may change freely.
/// </para>
/// </summary>
public static class ContractVersion
{
    public static Version Current { get; } = typeof(ContractVersion).Assembly.GetName().Version!;

    public static bool Fits(Version compiledAgainst) =>
        compiledAgainst.Major == Current.Major && compiledAgainst.Minor <= Current.Minor;
}
