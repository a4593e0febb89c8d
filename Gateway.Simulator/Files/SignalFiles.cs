using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>The signal files that RTUs name, each read once: five hundred RTUs may share one.</summary>
internal sealed class SignalFiles(string folder, ICollection<FileFinding> findings)
{
    private readonly Dictionary<string, RtuSignals?> _files = new(StringComparer.Ordinal);

    public bool Exists(string name) => File.Exists(PathOf(name));

    public RtuSignals? Read(string name)
    {
        if (!_files.TryGetValue(name, out var signals))
        {
            signals = SignalFile.Read(PathOf(name), findings);
            _files[name] = signals;
        }

        return signals;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
