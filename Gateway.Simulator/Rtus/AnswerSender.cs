using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;

namespace Gateway.Simulator.Rtus;

/// <summary>Gives answers to who asked, as wrong as the RTU's faults want it: late, twice, never, with another OA or cause.</summary>
/// <param name="time">The RTU's.</param>
/// <param name="send">An answer goes out.</param>
/// <param name="report">An event that follows from a request; it is given once, whatever is wrong.</param>
internal sealed class AnswerSender(TimeProvider time, Action<IPEndPoint, Answer> send, Action<Answer> report) : IDisposable
{
    /// <summary>So many ASDUs may wait to be late.</summary>
    public const int MostLate = 10_000;

    private readonly Originators _originators = new();
    private readonly CancellationTokenSource _end = new();
    private int _late;

    /// <summary>Nothing more can be late: a request now is left undone and unanswered.</summary>
    public bool IsFull(RtuFaults faults) => faults.AnswerDelay > TimeSpan.Zero && Volatile.Read(ref _late) >= MostLate;

    /// <param name="master">Who asked.</param>
    /// <param name="asked">With this OA.</param>
    /// <param name="answers">In their order.</param>
    /// <param name="faults">Those of the moment when it asked.</param>
    public void Send(IPEndPoint master, OriginatorAddress asked, List<Answer> answers, RtuFaults faults)
    {
        var originator = _originators.For(asked, faults.Originator);
        if (faults.AnswerDelay > TimeSpan.Zero)
        {
            _ = SendLateAsync(master, answers, originator, faults);
        }
        else
        {
            SendNow(master, answers, originator, faults);
        }
    }

    /// <summary>What waits to be late is not sent any more.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task SendLateAsync(IPEndPoint master, List<Answer> answers, OriginatorAddress originator, RtuFaults faults)
    {
        _ = Interlocked.Add(ref _late, answers.Count);
        await Task.Delay(faults.AnswerDelay, time, _end.Token);
        _ = Interlocked.Add(ref _late, -answers.Count);
        SendNow(master, answers, originator, faults);
    }

    private void SendNow(IPEndPoint master, List<Answer> answers, OriginatorAddress originator, RtuFaults faults)
    {
        for (var turn = 0; turn < Math.Max(faults.Answers, 1); turn++)
        {
            foreach (var answer in answers)
            {
                if (answer.IsEvent && turn == 0)
                {
                    report(answer);
                }
                else if (!answer.IsEvent && faults.Answers > 0)
                {
                    var asdu = answer.Asdu.ToArray();
                    var head = AsduHead.Read(asdu);
                    (head with { Originator = originator, Cot = faults.WrongCause is { } cause ? head.Cot.With(cause, head.Cot.IsNegative) : head.Cot }).Write(asdu);
                    send(master, answer with { Asdu = asdu });
                }
            }
        }
    }
}
