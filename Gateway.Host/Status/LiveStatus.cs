using System.Text.Json;
using Gateway.Host.Logging;

namespace Gateway.Host.Status;

/// <summary>
/// The live stream: once a second the groups are read, once for everybody who looks, and what has changed is handed to each. Nobody looks: nothing
/// runs. Who reads too slowly loses messages and then gets everything anew.
/// </summary>
internal sealed class LiveStatus(GatewayStatus status, TimeProvider clock, LogFiles logs)
{
    /// <summary>So many may look at once.</summary>
    public const int MostStreams = 32;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private LiveStream[] _streams = [];
    private bool _runs;

    public int Streams => _streams.Length;

    /// <param name="group">Whose details are wanted besides; null: nobody's.</param>
    /// <returns>Null: too many look already.</returns>
    public LiveStream? Open(string? group)
    {
        var stream = new LiveStream(group, Close);
        lock (_changing)
        {
            if (_streams.Length >= MostStreams)
            {
                return null;
            }

            _streams = [.. _streams, stream];
            if (!_runs)
            {
                _runs = true;
                _ = Task.Run(RunAsync);
            }
        }

        return stream;
    }

    private void Close(LiveStream stream)
    {
        lock (_changing)
        {
            _streams = [.. _streams.Where(s => s != stream)];
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        OrderedDictionary<string, byte[]> last = new(StringComparer.Ordinal);
        do
        {
            LiveStream[] streams;
            lock (_changing)
            {
                streams = _streams;
                _runs = streams.Length > 0;
                if (!_runs)
                {
                    return;
                }
            }

            try
            {
                last = await TellAsync(streams, last);
            }
#pragma warning disable CA1031 // One reading failed; the next one may not.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logs.Warn($"the live status could not be read: {e}");
            }
        }
        while (await timer.WaitForNextTickAsync());
    }

    private async Task<OrderedDictionary<string, byte[]>> TellAsync(LiveStream[] streams, OrderedDictionary<string, byte[]> last)
    {
        var groups = await status.ReadGroupsAsync();
        var rows = new OrderedDictionary<string, byte[]>(groups.Count, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            rows[group.Id] = JsonSerializer.SerializeToUtf8Bytes(group, StatusJson.Standard.GroupStatus);
        }

        var changed = rows.Where(r => !last.TryGetValue(r.Key, out var before) || !before.AsSpan().SequenceEqual(r.Value));
        var totals = LiveMessage.Of("totals", JsonSerializer.SerializeToUtf8Bytes(
            new LiveTotals(clock.GetUtcNow(), GatewayStatus.TotalsOf(groups)), StatusJson.Standard.LiveTotals));
        var all = new Lazy<byte[]>(() => LiveMessage.OfGroups(isAll: true, rows.Values, [.. last.Keys.Except(rows.Keys, StringComparer.Ordinal)]));

        // Whoever knows all of them in their order needs no places: another order is told as all of them.
        var isOrderKept = rows.Keys.SequenceEqual(last.Keys, StringComparer.Ordinal);
        var some = isOrderKept ? LiveMessage.OfGroups(isAll: false, changed.Select(r => r.Value), removed: []) : all.Value;
        foreach (var stream in streams)
        {
            stream.Tell(totals, () => all.Value, some, await DetailsAsync(stream.Group));
        }

        return rows;
    }

    private async Task<byte[]?> DetailsAsync(string? group) =>
        group is null ? null
        : await status.ReadGroupAsync(group) is { } details ? LiveMessage.Of("group", JsonSerializer.SerializeToUtf8Bytes(details, StatusJson.Standard.GroupDetails))
        : LiveMessage.Of("gone", JsonSerializer.SerializeToUtf8Bytes(group, StatusJson.Standard.String));
}

/// <param name="Now">The gateway's time of day.</param>
internal sealed record LiveTotals(DateTimeOffset Now, TotalStatus Totals);
