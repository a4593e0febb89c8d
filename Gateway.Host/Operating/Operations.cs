using Gateway.Abstractions.Configuration;
using Gateway.Core.Hosting;
using Gateway.Host.Logging;
using Gateway.Host.Plugins;
using Gateway.Host.Status;

namespace Gateway.Host.Operating;

/// <summary>What an operator does to the running gateway, one after the other: whoever asks, by signal, page or local socket, comes through here.</summary>
internal sealed class Operations(GatewayEngine engine, PluginCatalog plugins, LogFiles logs, GatewayFile file) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Told of each configuration that is taken over while the program runs.</summary>
    public Action<GatewayConfig>? TakenOver { get; set; }

    /// <summary>Told when a reload begins, by whomever it was asked for.</summary>
    public Action? Reloading { get; set; }

    /// <summary>Told when a reload has ended, whether the file was taken over or not.</summary>
    public Action? Reloaded { get; set; }

    /// <summary>The configuration was taken over, and every port has been tried.</summary>
    public bool IsReady { get; set; }

    /// <summary>The groups that the watchdog has found stuck, in words.</summary>
    public Func<IReadOnlyList<string>> Stuck { get; set; } = () => [];

    /// <summary>Takes the file over as it is now (C6); one with errors, or without a group, leaves everything as it was.</summary>
    public Task<ReloadReport> ReloadAsync() => InTurnAsync(async () =>
    {
        Reloading?.Invoke();
        try
        {
            return file.Path is { } path ? await TakeOverAsync(path) : WithoutFile();
        }
        finally
        {
            Reloaded?.Invoke();
        }
    });

    /// <summary>What <see cref="ReloadAsync"/> would do; changes and logs nothing.</summary>
    public Task<ReloadReport> PreviewAsync() => InTurnAsync(() =>
    {
        if (file.Path is not { } path)
        {
            return Task.FromResult(WithoutFile());
        }

        var loaded = ConfigurationFile.Load(path, plugins, _ => { });
        var why = WhyNot(loaded);
        var result = loaded.Config is { } config ? engine.Preview(config) : null;
        return Task.FromResult(ReportOf(loaded, isTakenOver: why is null, why is null ? $"would be taken over: {result}" : $"would not be taken over: {why}", result));
    });

    /// <summary>Stops a group cleanly and starts it as it is.</summary>
    /// <returns>Why not, in words: one of its plugins fails, and it runs on. Null: it is.</returns>
    /// <exception cref="KeyNotFoundException">There is no group of this id.</exception>
    public Task<string?> RestartAsync(string id) => InTurnAsync(async () =>
    {
        var config = (engine.Groups.FirstOrDefault(g => g.Config.Id == id) ?? throw new KeyNotFoundException($"There is no group {id}.")).Config;
        logs.Program($"group {id} ({config.Name}) is restarted: an operator asked for it.");
        return await engine.ReplaceAsync(config, _stop.Token);
    });

    /// <summary>Something else that changes what runs, in its turn.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> what)
    {
        await _turn.WaitAsync(_stop.Token);
        try
        {
            return await what();
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>A group gets other settings; inside a turn of <see cref="InTurnAsync"/>.</summary>
    /// <returns>As <see cref="RestartAsync"/>.</returns>
    public Task<string?> ReplaceAsync(GroupConfig config) => engine.ReplaceAsync(config, _stop.Token);

    /// <summary>Ends what is under way, lets nothing more begin, and stops all groups (H3).</summary>
    /// <returns>Whether all have stopped; one that is stuck was told.</returns>
    public async Task<bool> StopAsync()
    {
        await _stop.CancelAsync();
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            return await engine.StopAsync();
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task<ReloadReport> TakeOverAsync(string path)
    {
        var loaded = ConfigurationFile.Load(path, plugins, logs.Warn);
        if (WhyNot(loaded) is { } why)
        {
            logs.Warn($"{path} is not taken over: {why}. Everything runs on as it was; mend the file and reload again.");
            file.Refused(loaded, $"not taken over: {why}");
            return ReportOf(loaded, isTakenOver: false, $"not taken over: {why}", result: null);
        }

        try
        {
            var result = await engine.ReloadAsync(loaded.Config!, _stop.Token);
            logs.KeepOnly([.. loaded.Config!.Groups.Select(g => g.Id)]);
            logs.Program($"{path} is taken over: {result}.");
            file.TakenOver(loaded, result.ToString());
            TakenOver?.Invoke(loaded.Config!);
            return ReportOf(loaded, isTakenOver: true, result.ToString(), result);
        }
        catch (OperationCanceledException)
        {
            logs.Warn($"{path} is not taken over: the program stops.");
            return ReportOf(loaded, isTakenOver: false, "not taken over: the program stops", result: null);
        }
    }

    private static string? WhyNot(LoadedConfiguration loaded) => loaded.HasErrors || loaded.Config!.Groups.IsEmpty ? "it has errors, or no group" : null;

    private ReloadReport ReportOf(LoadedConfiguration loaded, bool isTakenOver, string words, ReloadResult? result) => new(
        isTakenOver,
        words,
        result?.Started ?? [],
        result?.Restarted ?? [],
        result?.Stopped ?? [],
        result?.Kept ?? [],
        file.ReportOf(loaded, isTakenOver, words));

    private ReloadReport WithoutFile() => new(
        IsTakenOver: false,
        "the program runs without a configuration file",
        [],
        [],
        [],
        [.. engine.Groups.Select(g => g.Config.Id)],
        file.ReportOf(new LoadedConfiguration(Config: null, []), isTakenOver: false, ""));
}
