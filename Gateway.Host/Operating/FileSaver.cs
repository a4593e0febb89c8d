using System.Globalization;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Plugins;

namespace Gateway.Host.Operating;

/// <summary>
/// Writes an edited group into the configuration file, keeping the old file beside it. The new text is read back first: it must say what was asked for,
/// and everything else as before.
/// </summary>
internal sealed class FileSaver(PluginCatalog plugins, GatewayFile file, TimeProvider clock)
{
    private const int MostOctets = 64 * 1024 * 1024;

    /// <summary>Why nothing can be saved; null: it can.</summary>
    public string? WhyNot() =>
        file.Path is not { } path ? "the program runs without a configuration file"
        : Editor(path) is null ? $"no plugin edits {Path.GetExtension(path)} files; edit the file and reload"
        : null;

    public PreparedFile Prepare(GroupConfig after)
    {
        if (WhyNot() is { } why)
        {
            return PreparedFile.Not(why);
        }

        var path = file.Path!;
        try
        {
            if (new FileInfo(path).Length > MostOctets)
            {
                return PreparedFile.Not($"{path} is too large");
            }

            var before = File.ReadAllBytes(path);
            var old = ConfigurationFile.Read(path, plugins);
            if (old.Config?.Groups.FirstOrDefault(g => g.Id == after.Id) is not { } group)
            {
                return PreparedFile.Not($"{path} has no group {after.Id}, or it is in error there; reload the file first");
            }

            var edited = Editor(path)!.Edit(before, group, after);
            return edited.Octets is not { } octets
                ? PreparedFile.Not(edited.WhyNot ?? "its form has no place for it")
                : WhyOther(path, octets, old, after) is { } other ? PreparedFile.Not(other) : new PreparedFile(before, octets, WhyNot: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PreparedFile.Not($"{path}: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    /// <returns>Why not; null: it is written.</returns>
    public string? Write(PreparedFile prepared, out string backup)
    {
        var path = file.Path!;
        backup = "";
        try
        {
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(prepared.Before))
            {
                return $"somebody else has just written {path}; look at it, and reload";
            }

            // A link stays a link.
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            backup = FreeName(target);
            File.Copy(target, backup);
            Replace(target, prepared.After.Span);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}: {e.Message.TrimEnd('.')}";
        }
    }

    // With the file's rights, under a name that nobody has; at once, so that nobody ever reads half of it.
    private static void Replace(string target, ReadOnlySpan<byte> octets)
    {
        var next = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            File.Copy(target, next);
            using (var to = new FileStream(next, FileMode.Truncate, FileAccess.Write))
            {
                to.Write(octets);
                to.Flush(flushToDisk: true);
            }

            File.Move(next, target, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    private IConfigurationEditor? Editor(string path) => plugins.FindEditor(Path.GetExtension(path).ToLowerInvariant());

    private string FreeName(string path)
    {
        var stamp = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var name = $"{path}.{stamp}.bak";
        for (var n = 2; File.Exists(name); n++)
        {
            name = $"{path}.{stamp}-{n}.bak";
        }

        return name;
    }

    private string? WhyOther(string path, ReadOnlyMemory<byte> octets, LoadedConfiguration old, GroupConfig after)
    {
        var now = Probe.Read(Path.GetExtension(path), octets.Span, probe => ConfigurationFile.Read(probe, plugins));
        var known = old.Findings.Select(f => f.Message).ToHashSet(StringComparer.Ordinal);
        if (now.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error && !known.Contains(f.Message)) is { } fault)
        {
            return $"{fault.Message}; {fault.Advice}";
        }

        var groups = now.Config?.Groups ?? [];
        var others = old.Config!.Groups.Where(g => g.Id != after.Id).ToList();
        return !others.All(o => groups.Any(g => SameSettings.Are(o, g))) || groups.Length != others.Count + 1
            ? $"another group of {path} would be read differently; edit the file, and reload"
            : groups.FirstOrDefault(g => g.Id == after.Id) is { } group && SameSettings.Are(group, after) ? null
            : now.Findings.FirstOrDefault(f => !known.Contains(f.Message)) is { } doubt ? $"the file would not say it so: {doubt.Message}"
            : $"in {path} it would be read as something else: its form cannot say it, or the file has changed since it was loaded; reload it, or edit the file";
    }
}
