using Gateway.Iec104.Asdus;

namespace Gateway.Tests.Integration.Kills;

/// <summary>What every kind of master remembers of the numbered events.</summary>
internal abstract class NumberedPeer : IAsyncDisposable
{
    private readonly HashSet<int> _received = [];
    private int _lastOfConnection;

    public abstract bool IsStarted { get; }

    /// <summary>How often it had to connect.</summary>
    public int Connections { get; private set; }

    /// <summary>Events that came behind a later one of the same connection, or twice in it (D3).</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Events that came again, after a reconnection.</summary>
    public int Duplicates { get; private set; }

    public bool Has(int number)
    {
        lock (_received)
        {
            return _received.Contains(number);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Before its first ASDU comes.</summary>
    protected void BeginConnection() => _lastOfConnection = 0;

    /// <summary>The connection stands.</summary>
    protected void CountConnection() => Connections++;

    protected void Take(in AsduView asdu)
    {
        if (NumberedRtu.NumberOf(asdu) is not { } number)
        {
            return;
        }

        lock (_received)
        {
            OutOfOrder += number <= _lastOfConnection ? 1 : 0;
            Duplicates += _received.Add(number) ? 0 : 1;
        }

        _lastOfConnection = number;
    }
}
