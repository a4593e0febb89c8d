namespace Gateway.Tests.Integration.Logging;

/// <summary>A disk that takes a write and never comes back, until the test is over.</summary>
internal sealed class HangingDisk : IDisposable
{
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _over = new();

    /// <summary>Somebody writes.</summary>
    public Task Hangs => _hangs.Task;

    public Stream Open() => new File(this);

    // The event is not disposed of: who hangs looks at it yet.
    public void Dispose() => _over.Set();

    private sealed class File(HangingDisk disk) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _ = disk._hangs.TrySetResult();
            disk._over.Wait();
        }
    }
}
