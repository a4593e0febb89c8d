using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Gateway.Host.Status;

/// <summary>
/// Somebody who looks. Bounded in messages and octets: who is too slow for that loses all that waits for him, nothing more is kept until he asks
/// again, and then he gets everything anew.
/// </summary>
internal sealed class LiveStream(string? group, Action<LiveStream> close) : IDisposable
{
    public const int MostWaiting = 12;

    /// <summary>One second's messages that are longer than this go alone.</summary>
    public const int MostOctets = 2 * 1024 * 1024;

    // Whoever tells takes back from it what is out of date.
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();
    private long _octets;

    public string? Group => group;

    /// <summary>He knows nothing yet, or has lost something.</summary>
    public bool NeedsAll { get; private set; } = true;

    /// <summary>Seconds that did not reach him.</summary>
    public long Dropped { get; private set; }

    /// <summary>Messages that wait for him.</summary>
    public int Waiting => _messages.Reader.Count;

    /// <summary>Octets that are held for him: what waits, and the message that he is reading.</summary>
    public long Octets => Interlocked.Read(ref _octets);

    /// <summary>One second's messages; all of them or none. By one caller.</summary>
    /// <param name="all">Makes the message of all groups, for who needs it.</param>
    /// <param name="some">The message of those that have changed.</param>
    public void Tell(byte[] totals, Func<byte[]> all, byte[] some, byte[]? details)
    {
        if (NeedsAll && Octets > 0)
        {
            Dropped++;
            return;
        }

        byte[][] messages = [totals, NeedsAll ? all() : some, .. details is null ? Array.Empty<byte[]>() : [details]];
        var octets = messages.Sum(m => (long)m.Length);
        if (Octets > 0 && (Waiting + messages.Length > MostWaiting || Octets + octets > MostOctets))
        {
            Discard();
            return;
        }

        NeedsAll = false;
        _ = Interlocked.Add(ref _octets, octets);
        foreach (var message in messages)
        {
            _ = _messages.Writer.TryWrite(message);
        }
    }

    /// <summary>The messages as they come. A message is his until he asks for the next one.</summary>
    public async IAsyncEnumerable<byte[]> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(stop))
        {
            yield return message;
            _ = Interlocked.Add(ref _octets, -message.Length);
        }
    }

    public void Dispose()
    {
        close(this);
        _ = _messages.Writer.TryComplete();
    }

    private void Discard()
    {
        NeedsAll = true;
        Dropped++;
        while (_messages.Reader.TryRead(out var message))
        {
            _ = Interlocked.Add(ref _octets, -message.Length);
        }
    }
}
