using System.Reflection;
using System.Runtime.Loader;

namespace Gateway.Host.Plugins;

/// <summary>A plugin's own world: its packages are its own, in its own versions; the contracts are shared with the program.</summary>
internal sealed class PluginLoadContext(string mainAssembly)
    : AssemblyLoadContext(Path.GetFileNameWithoutExtension(mainAssembly), isCollectible: false)
{
    /// <summary>The contracts, and the protocol that they speak of; both have one version.</summary>
    public static readonly string[] Shared = ["Gateway.Abstractions", "Gateway.Iec104"];

    private readonly AssemblyDependencyResolver _resolver = new(mainAssembly);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !Shared.Contains(assemblyName.Name, StringComparer.Ordinal) && _resolver.ResolveAssemblyToPath(assemblyName) is { } path
            ? LoadFromAssemblyPath(path)
            : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
