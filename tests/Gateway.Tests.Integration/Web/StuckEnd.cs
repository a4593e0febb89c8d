using Gateway.Abstractions;
using Gateway.Core.Hosting;
using Gateway.Core.Observation;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Integration.Web;

/// <summary>
/// A tap that keeps its group's turn when another takes its place, until it is released; not where a polling thread has the turn, which serves the
/// other tests, too.
/// </summary>
internal sealed class StuckEnd : IGroupTap, ILinkTap, IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The group is stuck from now on.</summary>
    public static async Task<StuckEnd> HoldAsync(GroupHost group)
    {
        var (stuck, next) = (new StuckEnd(), new StuckEnd());
        next.Release();
        await Patience.UntilAsync(
            async () =>
            {
                stuck.Watching = Task.Run(() =>
                {
                    group.Watch(stuck, TimeSpan.FromMinutes(1));
                    group.Watch(next, TimeSpan.FromMinutes(1));
                });
                _ = await Task.WhenAny(stuck.Watching, stuck._stuck.Task).WaitAsync(Patience.Limit);
                return stuck._stuck.Task.IsCompleted;
            },
            "the group is stuck");
        return stuck;
    }

    /// <summary>Who waits for the turn that it keeps.</summary>
    public Task Watching { get; private set; } = Task.CompletedTask;

    public void Release() => _released.Set();

    public void Ended()
    {
        if (Thread.CurrentThread.IsThreadPoolThread)
        {
            _ = _stuck.TrySetResult();
            _ = _released.Wait(Patience.Limit);
        }
    }

    public ILinkTap Seen(TappedConnection connection) => this;

    public void Dropped(AsduDirection direction, MasterId? master, in AsduHead head, ReadOnlySpan<byte> objects, DropReason why)
    {
    }

    public void Received(ReadOnlySpan<byte> octets, bool continues)
    {
    }

    public void Sent(ReadOnlySpan<byte> octets, bool continues)
    {
    }

    public void Closed()
    {
    }

    public void Dispose() => _released.Dispose();
}
