using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Http;

/// <summary>An RTU's faults in the words of <see cref="FaultWords"/>.</summary>
internal static class FaultText
{
    public static string Of(RtuFaults faults)
    {
        var words = new List<string>();
        if (faults.Originator != OriginatorFault.None) words.Add(faults.Originator == OriginatorFault.Missing ? "no-oa" : "stale-oa");
        if (faults.AnswerDelay > TimeSpan.Zero) words.Add($"late={faults.AnswerDelay.TotalSeconds}");
        if (faults.Answers != 1) words.Add(faults.Answers == 0 ? "never" : "twice");
        if (faults.AnswersNegative) words.Add("negative");
        if (faults.WrongCause is { } cause) words.Add($"cot={(byte)cause}");
        if (faults.SendsOctetByOctet) words.Add("octets");
        if (faults.StopsAcknowledging) words.Add("no-ack");
        if (faults.RefusesConnections) words.Add("refuse");
        return words.Count == 0 ? "none" : string.Join(' ', words);
    }
}
