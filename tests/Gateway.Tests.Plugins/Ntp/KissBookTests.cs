using System.Net;
using Gateway.Plugins.Ntp;

namespace Gateway.Tests.Plugins.Ntp;

/// <summary>Servers that have refused are left alone.</summary>
[TestClass]
public sealed class KissBookTests
{
    private static readonly IPEndPoint Server = new(IPAddress.Loopback, 123);

    private readonly HandClock _time = new();
    private readonly KissBook _book;

    public KissBookTests() => _book = new KissBook(_time);

    [TestMethod, TestProperty("Rule", "H4")]
    public void Each_refusal_doubles_the_pause_up_to_a_day()
    {
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            _book.Refused(Server);
            pauses.Add(_book.PauseOf(Server)!.Value.TotalMinutes);
            _time.Pass(_book.PauseOf(Server)!.Value);
            Assert.IsNull(_book.PauseOf(Server));
        }

        Assert.AreSequenceEqual([30, 60, 120, 240, 480, 960, 1440, 1440], pauses);
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public void An_answer_makes_it_forgotten()
    {
        _book.Refused(Server);
        _book.Answered(Server);
        Assert.IsNull(_book.PauseOf(Server));
        _book.Refused(Server);
        Assert.AreEqual(KissBook.First, _book.PauseOf(Server));
    }

    [TestMethod, TestProperty("Rule", "H4")]
    public void Others_are_asked_meanwhile()
    {
        _book.Refused(Server);
        Assert.IsNull(_book.PauseOf(new IPEndPoint(IPAddress.Loopback, 124)));
    }

    [TestMethod, TestProperty("Rule", "D6")]
    public void Of_very_many_the_oldest_is_forgotten()
    {
        for (var port = 1; port <= 257; port++)
        {
            _book.Refused(new IPEndPoint(IPAddress.Loopback, port));
            _time.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.IsNull(_book.PauseOf(new IPEndPoint(IPAddress.Loopback, 1)));
        Assert.IsNotNull(_book.PauseOf(new IPEndPoint(IPAddress.Loopback, 2)));
    }
}
