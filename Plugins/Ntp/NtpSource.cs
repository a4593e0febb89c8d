using System.Net;
using System.Net.Sockets;
using Gateway.Abstractions.Time;

namespace Gateway.Plugins.Ntp;

/// <summary>Asks time servers by SNTP. Of a name with several addresses the first that answers counts.</summary>
/// <param name="time">The machine's clock, which is measured, and its monotonic one, for everything else.</param>
public sealed class NtpSource(NtpOptions options, TimeProvider time) : ITimeSource
{
    private readonly KissBook _kisses = new(time);

    public async Task<TimeAnswer> AskAsync(string server, CancellationToken stop)
    {
        if (ServerName.Parse(server) is not { } name)
        {
            return TimeAnswer.Of(TimeFaultKind.NotFound, "no name and no address; write HOST, HOST:PORT or [IPv6]:PORT");
        }

        IPEndPoint[] addresses;
        try
        {
            addresses = await name.ResolveAsync(stop).WaitAsync(options.NameTimeout, time, stop);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return TimeAnswer.Of(TimeFaultKind.NotFound, $"the name is not resolved: {e.Message.TrimEnd('.')}");
        }

        var last = TimeAnswer.Of(TimeFaultKind.NotFound, "the name has no address");
        foreach (var address in addresses.Take(options.Addresses))
        {
            last = await AskAsync(address, stop);
            if (last.IsGood)
            {
                break;
            }
        }

        return last;
    }

    private async Task<TimeAnswer> AskAsync(IPEndPoint address, CancellationToken stop)
    {
        if (_kisses.PauseOf(address) is { } pause)
        {
            return TimeAnswer.Of(TimeFaultKind.LeftAlone, $"it has refused before, and is left alone for {Math.Ceiling(pause.TotalMinutes)} min");
        }

        try
        {
            using var exchange = await Exchange.OpenAsync(address, options, time, stop);
            return await SampleAsync(exchange, address, stop);
        }
        catch (SocketException e)
        {
            // No route, or no such family of addresses on this machine.
            return TimeAnswer.Of(TimeFaultKind.NoAnswer, $"{address} is not reached: {e.Message}");
        }
    }

    // The shortest round trip has waited least on its way, so its offset is the best.
    private async Task<TimeAnswer> SampleAsync(Exchange exchange, IPEndPoint address, CancellationToken stop)
    {
        TimeAnswer? best = null;
        for (var (good, bad) = (0, 0); good < options.Samples && bad < options.Attempts;)
        {
            if (good + bad > 0)
            {
                await Task.Delay(options.Spacing, time, stop);
            }

            var verdict = await exchange.AskAsync(stop);
            if (verdict.Answer.IsGood)
            {
                _kisses.Answered(address);
                best = best is { Sample: { } known } && known.Delay <= verdict.Answer.Sample.Delay ? best : verdict.Answer;
                good++;
                continue;
            }

            if (verdict.IsKiss)
            {
                _kisses.Refused(address);
            }

            // What is good is enough; and a server that has said no is not asked again.
            if (best is not null || verdict.Answer.Fault.Kind is TimeFaultKind.Refused or TimeFaultKind.NotSynchronized || ++bad >= options.Attempts)
            {
                return best ?? verdict.Answer;
            }
        }

        return best!;
    }
}
