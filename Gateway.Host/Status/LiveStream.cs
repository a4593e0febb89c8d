using System.Threading.Channels;

namespace Gateway.Host.Status;

/// <summary>Somebody who looks. Bounded: so many messages wait for him, a further one is dropped, and then he gets everything anew.</summary>
internal sealed class LiveStream(string? group, Action<LiveStream> close) : IDisposable
{
    private const int MostWaiting = 12;

    private readonly Channel<byte[]> _messages = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public string? Group => group;

    /// <summary>He knows nothing yet, or has lost something.</summary>
    public bool NeedsAll { get; private set; } = true;

    /// <summary>Messages that did not reach him.</summary>
    public long Dropped { get; private set; }

    public ChannelReader<byte[]> Messages => _messages.Reader;

    /// <summary>One second's messages; all of them or none.</summary>
    public void Tell(byte[] totals, byte[]? groups, byte[]? details)
    {
        byte[]?[] messages = [totals, groups, details];
        if (groups is null || _messages.Reader.Count + messages.Length > MostWaiting)
        {
            NeedsAll = true;
            Dropped++;
            return;
        }

        NeedsAll = false;
        foreach (var message in messages)
        {
            _ = message is null || _messages.Writer.TryWrite(message);
        }
    }

    public void Dispose()
    {
        close(this);
        _ = _messages.Writer.TryComplete();
    }
}
