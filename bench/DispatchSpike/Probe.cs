using System.Net;
using System.Net.Sockets;
namespace DispatchSpike;

/// <summary>Small experiments on what a completion does.</summary>
static class Probe
{
    static string Me => $"thread '{Thread.CurrentThread.Name}' pool={Thread.CurrentThread.IsThreadPoolThread}";
    static (Socket, Socket) Pair()
    {
        using var l = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        l.Bind(new IPEndPoint(IPAddress.Loopback, 0)); l.Listen(1);
        var c = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        c.Connect(l.LocalEndPoint!);
        return (c, l.Accept());
    }
    sealed class Args(Action<SocketAsyncEventArgs> f) : SocketAsyncEventArgs(true) { protected override void OnCompleted(SocketAsyncEventArgs e) => f(e); }

    public static void Run(string mode)
    {
        Modes.Set(mode);
        var (a, b) = Pair();
        b.Blocking = false;
        // 1. which thread completes; what it allocates
        long before = 0, after = 0; int wakes = 0, sync = 0; byte[] buf = new byte[4096];
        using var go = new AutoResetEvent(false);
        int depthMax = 0;
        Args? ra = null;
        ra = new Args(_ =>
        {
            if (wakes == 0) Console.WriteLine($"{mode}: completion on {Me}");
            for (;;)
            {
                if (wakes == 1000) before = GC.GetTotalAllocatedBytes(true);
                b.Receive(buf, SocketFlags.None, out SocketError _);
                wakes++;
                depthMax = Math.Max(depthMax, wakes is 5 or 500 ? new System.Diagnostics.StackTrace().FrameCount : 0);
                if (wakes == 11000) after = GC.GetTotalAllocatedBytes(true);
                go.Set();
                if (b.ReceiveAsync(ra!)) return;
                sync++;
            }
        });
        ra.SetBuffer(Memory<byte>.Empty);
        if (!b.ReceiveAsync(ra)) throw new Exception("sync at start");
        for (int i = 0; i < 12000; i++) { a.Send(buf.AsSpan(0, 100)); go.WaitOne(); }
        Console.WriteLine($"{mode}: zero-byte receive + Receive: {(after - before) / 10000.0:0.###} octets per wake (whole process), completed at once {sync} of {wakes}, frames {depthMax}");
        // 2. a second thread closes the socket while the receive is pending
        var (c, d) = Pair();
        using var done = new ManualResetEventSlim();
        var ca = new Args(e => { Console.WriteLine($"{mode}: closed by another thread: {e.SocketError} on {Me}, synchronously inside Dispose: {Environment.StackTrace.Contains("Dispose")}"); done.Set(); });
        ca.SetBuffer(Memory<byte>.Empty);
        d.ReceiveAsync(ca);
        var t = new Thread(() => d.Dispose()) { Name = "closer" }; t.Start();
        if (!done.Wait(2000)) Console.WriteLine("no callback at all");
        try { d.Receive(buf, SocketFlags.None, out SocketError _); } catch (Exception e) { Console.WriteLine($"{mode}: Receive after close: {e.GetType().Name}"); }
        try { Console.WriteLine($"{mode}: ReceiveAsync after close: pending={d.ReceiveAsync(ca)} {ca.SocketError}"); } catch (Exception e) { Console.WriteLine($"{mode}: ReceiveAsync after close: {e.GetType().Name}"); }
        // 3. stack when every receive completes at once and the callback re-arms by recursion
        var (x, y) = Pair();
        x.Send(new byte[200]);
        Thread.Sleep(50);
        int n = 0, frames = 0; var ya = new Args(_ => { });
        ya.SetBuffer(new byte[1], 0, 1);
        void Again() { n++; if (n < 200) { if (!y.ReceiveAsync(ya)) Again(); } else frames = new System.Diagnostics.StackTrace().FrameCount; }
        Again();
        Console.WriteLine($"{mode}: 200 receives completed at once, re-armed by recursion: {frames} frames; the loop in ReadWait.Arm stays at one");
        // 4. an exception inside the callback
        Console.WriteLine($"{mode}: pool threads {ThreadPool.ThreadCount}");
        if (Environment.GetEnvironmentVariable("PROBE_THROW") == "1")
        {
            var (p, q) = Pair();
            var ea = new Args(_ => throw new InvalidOperationException("probe"));
            ea.SetBuffer(Memory<byte>.Empty);
            q.ReceiveAsync(ea); p.Send(buf.AsSpan(0, 1)); Thread.Sleep(500);
            Console.WriteLine("process lives after an exception in the callback");
        }
    }
}
