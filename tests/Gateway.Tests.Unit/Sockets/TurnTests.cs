using Gateway.Iec104.Sockets;

namespace Gateway.Tests.Unit.Sockets;

/// <summary>The one door into a group (docs/decisions/0001-dispatch.md).</summary>
[TestClass]
public sealed class TurnTests
{
    private const int Threads = 4;
    private const int Inputs = 20_000;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Inputs_from_several_threads_run_one_at_a_time_and_all_of_them_run(bool onPool)
    {
        var bench = new TurnBench(onPool);
        var inside = 0;
        var together = false;
        var ran = 0;
        bench.AtFlush = () => together |= inside != 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(Bring)).ToArray();
        Array.ForEach(threads, t => t.Start());
        Assert.IsTrue(Array.TrueForAll(threads, t => t.Join(TurnBench.Patience)));
        Assert.AreEqual("all", bench.Next());
        Assert.IsFalse(together);

        void Bring()
        {
            for (var n = 0; n < Inputs; n++)
            {
                bench.Turn.Enter(new Todo(Count));
            }
        }

        void Count()
        {
            together |= ++inside != 1;
            if (++ran == Threads * Inputs)
            {
                bench.Tell("all");
            }

            inside--;
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Inputs_run_in_the_order_in_which_they_came(bool onPool)
    {
        var bench = new TurnBench(onPool);
        bench.Do(() =>
        {
            for (var n = 0; n < 5; n++)
            {
                var name = $"{n}";
                bench.Turn.Enter(new Todo(() => bench.Tell(name)));
            }
        });
        Assert.AreEqual("0 1 2 3 4", string.Join(' ', Enumerable.Range(0, 5).Select(_ => bench.Next())));
    }

    [TestMethod]
    public void An_input_given_inside_the_turn_runs_behind_the_running_one_in_the_same_turn()
    {
        var bench = new TurnBench();
        bench.Turn.Enter(new Todo(() =>
        {
            bench.Turn.Enter(new Todo(() => bench.Tell("inner")));
            bench.Tell("outer");
        }));
        Assert.AreEqual("outer", bench.Next());
        Assert.AreEqual("inner", bench.Next());
    }

    [TestMethod]
    public void An_input_that_stands_in_line_already_runs_once()
    {
        var bench = new TurnBench();
        var input = new Todo(() => bench.Tell("once"));
        bench.Do(() =>
        {
            bench.Turn.Enter(input);
            bench.Turn.Enter(input);
        });
        bench.Do(() => bench.Tell("behind"));
        Assert.AreEqual("once", bench.Next());
        Assert.AreEqual("behind", bench.Next());
    }

    [TestMethod]
    public void An_input_that_enters_again_while_it_runs_runs_again()
    {
        var bench = new TurnBench();
        var runs = 0;
        Todo? input = null;
        input = new Todo(() =>
        {
            bench.Tell($"{++runs}");
            if (runs < 3)
            {
                bench.Turn.Enter(input!);
            }
        });
        bench.Turn.Enter(input);
        Assert.AreEqual("1 2 3", $"{bench.Next()} {bench.Next()} {bench.Next()}");
    }

    [TestMethod]
    public void Every_turn_ends_in_a_flush_and_what_a_flush_brings_in_is_flushed_too()
    {
        var bench = new TurnBench();
        var brought = false;
        bench.AtFlush = () =>
        {
            bench.Tell("flush");
            if (!brought)
            {
                brought = true;
                bench.Turn.Enter(new Todo(() => bench.Tell("input")));
            }
        };
        bench.Turn.Enter(new Todo(() => bench.Tell("input")));
        Assert.AreEqual("input flush input flush", $"{bench.Next()} {bench.Next()} {bench.Next()} {bench.Next()}");
    }

    [TestMethod]
    public void A_turn_longer_than_a_millisecond_goes_on_in_the_thread_pool()
    {
        var bench = new TurnBench();
        bench.Turn.Enter(new Todo(() =>
        {
            bench.Turn.Enter(new Todo(() => bench.Tell(Thread.CurrentThread.IsThreadPoolThread ? "pool" : "here")));
            var until = bench.Turn.Clock.Now + TimeSpan.FromMilliseconds(2);
            SpinWait.SpinUntil(() => TurnClock.MachineTime > until);
        }));
        Assert.AreEqual("pool", bench.Next());
    }

    [TestMethod]
    public void Of_an_owner_that_runs_foreign_code_every_turn_runs_in_the_thread_pool()
    {
        var bench = new TurnBench(onPool: true);
        var thread = new Thread(() =>
            bench.Turn.Enter(new Todo(() => bench.Tell(Thread.CurrentThread.IsThreadPoolThread ? "pool" : "here"))));
        thread.Start();
        Assert.AreEqual("pool", bench.Next());
        Assert.IsTrue(thread.Join(TurnBench.Patience));
    }
}
