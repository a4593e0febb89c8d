using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Time;
using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>The client before real sockets, and servers that mean no good. Time is moved by hand; only what never comes is waited for.</summary>
[TestClass]
public sealed class NtpSourceTests
{
    private static readonly NtpOptions Patient = new() { Timeout = TimeSpan.FromSeconds(30), Spacing = TimeSpan.Zero };

    private static readonly NtpOptions Hasty = Patient with { Timeout = TimeSpan.FromMilliseconds(200), Attempts = 1 };

    private readonly HandClock _clock = new();

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("127.0.0.1")]
    [DataRow("::1")]
    public async Task A_good_server_is_asked_four_times_and_its_offset_told(string address)
    {
        if (IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("this machine has no IPv6");
        }

        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.FromSeconds(7)), IPAddress.Parse(address));
        var answer = await AskAsync(server, Patient);
        AreEqual(TimeSpan.FromSeconds(7), answer);
        Assert.AreEqual($"{server.Address}", answer.Sample!.Address);
        Assert.HasCount(4, server.Questions);

        // LI 0, version 4, mode 3, nothing else but a number, each time another.
        Assert.IsTrue(server.Questions.All(q => q.Length == 48 && q[0] == 0x23 && q[1..40].All(octet => octet == 0)));
        Assert.HasCount(4, server.Questions.Select(Reply.NumberOf).ToHashSet());
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Of_several_samples_the_one_with_the_shortest_round_trip_wins()
    {
        int[] delays = [300, 20, 100, 50];
        using var server = ScriptedServer.Of((question, n) => Good(question, TimeSpan.FromSeconds(n), TimeSpan.FromMilliseconds(delays[n - 1])));
        var answer = await AskAsync(server, Patient);
        AreEqual(TimeSpan.FromSeconds(2), answer);
        Assert.AreEqual(20, answer.Sample!.Delay.TotalMilliseconds, 0.001);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_reply_from_another_address_is_not_seen()
    {
        using var server = new ScriptedServer((question, _) =>
        [
            (Good(question, TimeSpan.FromSeconds(999)).ToOctets(), true),
            (Good(question, TimeSpan.FromSeconds(7)).ToOctets(), false),
        ]);
        AreEqual(TimeSpan.FromSeconds(7), await AskAsync(server, Patient));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task What_answers_no_question_does_not_keep_the_true_reply_out()
    {
        using var server = new ScriptedServer((question, _) =>
        [
            Octets(Good(question, TimeSpan.FromSeconds(999)) with { Originate = default }),
            Octets(Good(question, TimeSpan.FromSeconds(999)) with { Mode = 5 }),
            Octets(Good(question, TimeSpan.FromSeconds(999)) with { Length = 40 }),
            Octets(Good(question, TimeSpan.FromSeconds(999)) with { Length = 0 }),
            Octets(Refusing(question, "DENY") with { Originate = default }),
            Octets(Good(question, TimeSpan.FromSeconds(7))),
        ]);
        AreEqual(TimeSpan.FromSeconds(7), await AskAsync(server, Patient));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_reply_to_an_earlier_question_is_dropped()
    {
        byte[]? earlier = null;
        using var server = new ScriptedServer((question, _) =>
        {
            (byte[] Octets, bool Elsewhere)[] replies = earlier is null
                ? []
                : [(Good(earlier, TimeSpan.FromSeconds(999)).ToOctets(), false), (Good(question, TimeSpan.FromSeconds(7)).ToOctets(), false)];
            earlier = question;
            return replies;
        });

        // The first one is given up; a slow machine may give up more.
        AreEqual(TimeSpan.FromSeconds(7), await AskAsync(server, Hasty with { Attempts = 100 }));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Of_a_server_that_says_nothing_to_the_question_it_is_told_what_it_said()
    {
        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.Zero) with { Originate = default });
        var fault = (await AskAsync(server, Hasty)).Fault!;
        Assert.AreEqual(TimeFaultKind.NoAnswer, fault.Kind);
        Assert.AreEqual($"no answer from {server.Address} within 0.2 s; a reply whose originate timestamp is not the question's was dropped", fault.What);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_silent_server_is_asked_twice()
    {
        using var server = new ScriptedServer((_, _) => []);
        Assert.AreEqual(TimeFaultKind.NoAnswer, (await AskAsync(server, Hasty with { Attempts = 2 })).Fault!.Kind);
        Assert.HasCount(2, server.Questions);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task One_lost_reply_does_no_harm()
    {
        using var server = new ScriptedServer((question, n) => n == 1 ? [] : [(Good(question, TimeSpan.FromSeconds(7)).ToOctets(), false)]);
        AreEqual(TimeSpan.FromSeconds(7), await AskAsync(server, Hasty with { Attempts = 100 }));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Where_nobody_listens_that_is_told_without_waiting()
    {
        using var nobody = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)nobody.Client.LocalEndPoint!;
        nobody.Close();
        var fault = (await new NtpSource(Patient, _clock).AskAsync($"{address}", CancellationToken.None)).Fault!;
        Assert.AreEqual(TimeFaultKind.NoAnswer, fault.Kind);
        Assert.StartsWith($"{address} is not reached: ", fault.What);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("RATE")]
    [DataRow("DENY")]
    [DataRow("RSTR")]
    public async Task A_server_that_refuses_is_left_alone_and_asked_again_when_the_pause_is_over(string code)
    {
        using var server = ScriptedServer.Of((question, n) => n <= 2 ? Refusing(question, code) : Good(question, TimeSpan.FromSeconds(7)));
        var source = new NtpSource(Patient, _clock);
        Assert.AreEqual(TimeFaultKind.Refused, (await source.AskAsync($"{server.Address}", CancellationToken.None)).Fault!.Kind);
        _clock.Pass(KissBook.First - TimeSpan.FromSeconds(1));
        var alone = (await source.AskAsync($"{server.Address}", CancellationToken.None)).Fault!;
        Assert.AreEqual(TimeFaultKind.LeftAlone, alone.Kind);
        Assert.AreEqual("it has refused before, and is left alone for 1 min", alone.What);
        Assert.HasCount(1, server.Questions);

        _clock.Pass(TimeSpan.FromSeconds(1));
        Assert.AreEqual(TimeFaultKind.Refused, (await source.AskAsync($"{server.Address}", CancellationToken.None)).Fault!.Kind);
        _clock.Pass(KissBook.First);
        Assert.AreEqual(TimeFaultKind.LeftAlone, (await source.AskAsync($"{server.Address}", CancellationToken.None)).Fault!.Kind);
        _clock.Pass(KissBook.First);
        AreEqual(TimeSpan.FromSeconds(7), await source.AskAsync($"{server.Address}", CancellationToken.None));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task What_was_measured_before_a_refusal_counts_and_the_server_is_left_alone()
    {
        using var server = ScriptedServer.Of((question, n) => n == 1 ? Good(question, TimeSpan.FromSeconds(7)) : Refusing(question, "RATE"));
        var source = new NtpSource(Patient, _clock);
        AreEqual(TimeSpan.FromSeconds(7), await source.AskAsync($"{server.Address}", CancellationToken.None));
        Assert.HasCount(2, server.Questions);
        Assert.AreEqual(TimeFaultKind.LeftAlone, (await source.AskAsync($"{server.Address}", CancellationToken.None)).Fault!.Kind);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_server_that_is_not_synchronized_is_asked_once()
    {
        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.Zero) with { Leap = 3 });
        Assert.AreEqual(TimeFaultKind.NotSynchronized, (await AskAsync(server, Patient)).Fault!.Kind);
        Assert.HasCount(1, server.Questions);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task The_clock_may_be_before_2036_and_the_server_behind()
    {
        _clock.Utc = new DateTime(2036, 2, 7, 6, 28, 10, DateTimeKind.Utc);
        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.FromSeconds(20)));
        AreEqual(TimeSpan.FromSeconds(20), await AskAsync(server, Patient));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow(100)]
    [DataRow(-50)]
    public async Task An_offset_of_years_is_told_as_it_is(int years)
    {
        _clock.Utc = years > 0 ? new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc) : new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.FromDays(365 * years)));
        AreEqual(TimeSpan.FromDays(365 * years), await AskAsync(server, Patient));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    [DataRow("no such name", "no name and no address; write HOST, HOST:PORT or [IPv6]:PORT")]
    [DataRow("no-such-host.invalid", "the name is not resolved: ")]
    public async Task A_name_that_leads_nowhere_is_a_fault(string server, string says)
    {
        var fault = (await new NtpSource(Patient, _clock).AskAsync(server, CancellationToken.None)).Fault!;
        Assert.AreEqual(TimeFaultKind.NotFound, fault.Kind);
        Assert.StartsWith(says, fault.What);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task A_name_is_resolved()
    {
        using var server = ScriptedServer.Of((question, _) => Good(question, TimeSpan.FromSeconds(7)));

        // Perhaps to ::1 first, where nobody listens.
        AreEqual(TimeSpan.FromSeconds(7), await new NtpSource(Patient, _clock).AskAsync($"localhost:{server.Address.Port}", CancellationToken.None));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public async Task Asking_can_be_stopped_at_any_time()
    {
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedServer((_, _) =>
        {
            stop.Cancel();
            return [];
        });
        _ = await Assert.ThrowsAsync<OperationCanceledException>(() => new NtpSource(Patient, _clock).AskAsync($"{server.Address}", stop.Token));
    }

    private Task<TimeAnswer> AskAsync(ScriptedServer server, NtpOptions options) =>
        new NtpSource(options, _clock).AskAsync($"{server.Address}", CancellationToken.None);

    // The server is ahead by so much; the round trip takes so long by the hand's clock.
    private Reply Good(byte[] question, TimeSpan ahead, TimeSpan delay = default)
    {
        _clock.Pass(delay);
        var time = NtpTimestamp.From(_clock.Utc + (delay / 2) + ahead);
        return new Reply { Originate = Reply.NumberOf(question), Receive = time, Transmit = time };
    }

    private Reply Refusing(byte[] question, string code) => Good(question, TimeSpan.FromSeconds(999)) with { Stratum = 0, ReferenceId = code };

    private static (byte[] Octets, bool Elsewhere) Octets(Reply reply) => (reply.ToOctets(), false);

    private static void AreEqual(TimeSpan offset, TimeAnswer answer)
    {
        Assert.IsTrue(answer.IsGood, $"{answer.Fault}");
        Assert.AreEqual(offset.TotalSeconds, answer.Sample.Offset.TotalSeconds, 0.000_001);
    }
}
