using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Gateway.Abstractions.Plugins;

namespace Gateway.Host.Plugins;

/// <summary>Looks at a plugin's file before any of its code runs, then makes its one plugin object.</summary>
internal static class PluginAssembly
{
    private const string Contracts = "Gateway.Abstractions";

    /// <exception cref="PluginException">It cannot be used.</exception>
    public static (IGatewayPlugin Plugin, Version Version) Load(string path)
    {
        try
        {
            var version = CheckContracts(path);
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            Type[] plugins = [.. assembly.GetExportedTypes().Where(t => typeof(IGatewayPlugin).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false })];
            if (plugins.Length != 1)
            {
                throw new PluginException(
                    $"{path} has {plugins.Length} public classes that implement IGatewayPlugin{(plugins.Length == 0 ? "" : $" ({string.Join(", ", plugins.Select(t => t.FullName))})")}; it must have one");
            }

            if (plugins[0].GetConstructor(Type.EmptyTypes) is null)
            {
                throw new PluginException($"{plugins[0].FullName} in {path} has no public constructor without parameters; give it one");
            }

            return ((IGatewayPlugin)Activator.CreateInstance(plugins[0])!, version);
        }
        catch (TargetInvocationException e)
        {
            throw new PluginException($"the constructor in {path} failed: {PluginException.Describe(e)}");
        }
        catch (Exception e) when (e is not PluginException)
        {
            throw new PluginException($"{path} cannot be loaded: {e.Message.ReplaceLineEndings(" ").Trim()}; {PluginException.CopyAll}");
        }
    }

    // The version that it was compiled against stands in its file.
    private static Version CheckContracts(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            var usesContracts = false;
            string? misfit = null;
            foreach (var handle in metadata.AssemblyReferences)
            {
                var reference = metadata.GetAssemblyReference(handle);
                var name = metadata.GetString(reference.Name);
                usesContracts |= name == Contracts;
                if (misfit is null && PluginLoadContext.Shared.Contains(name, StringComparer.Ordinal) && !ContractVersion.Fits(reference.Version))
                {
                    misfit = $"{path} was compiled against {name} {reference.Version}, and this gateway has {ContractVersion.Current}; {(reference.Version > ContractVersion.Current ? "update the gateway" : "compile the plugin anew")}";
                }
            }

            return !usesContracts ? throw new PluginException($"{path} does not use {Contracts}: it is no plugin of this gateway")
                : misfit is not null ? throw new PluginException(misfit)
                : metadata.GetAssemblyDefinition().Version;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginException($"{path} is no .NET assembly, or a part of one: {e.Message.TrimEnd('.')}; {PluginException.CopyAll}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PluginException($"{path} is missing; a plugin lies in a folder of its own name");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"{path} cannot be read: {e.Message.TrimEnd('.')}; let the gateway's user read it");
        }
    }
}
