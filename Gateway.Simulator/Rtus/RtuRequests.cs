using System.Net;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Iec104.Elements;
using static Gateway.Iec104.Asdus.TypeIdentification;

namespace Gateway.Simulator.Rtus;

/// <summary>
/// What an RTU says to a request: confirmation, data, termination, or why not (60870-5-101, 7.4; 60870-5-5). What is unknown is told with
/// 44 (type), 45 (cause), 46 (common address) or 47 (information object address), P/N = 1.
/// </summary>
internal sealed class RtuRequests(RtuConfig config, Points points, Counters counters, RtuCommands commands, RtuClock clock)
{
    private const int QualifierAt = InformationObjectAddress.Octets;

    public List<Answer> Answer(IPEndPoint master, in AsduView request)
    {
        var answers = new List<Answer>();
        Answer(master, request, answers);
        return answers;
    }

    /// <summary>An RTU that refuses whatever it is asked.</summary>
    public List<Answer> Refuse(in AsduView request) =>
        [Mirror.Of(request, config.Number, request.Cause == Cause.Deactivation ? Cause.DeactivationConfirmation : Cause.ActivationConfirmation, negative: true, "fault: negative")];

    private static bool IsControl(TypeIdentification type) =>
        type is >= C_SC_NA_1 and <= C_BO_NA_1 or >= C_SC_TA_1 and <= C_BO_TA_1 or >= C_IC_NA_1 and <= C_TS_TA_1 or >= P_ME_NA_1 and <= P_AC_NA_1;

    private void Answer(IPEndPoint master, in AsduView request, List<Answer> answers)
    {
        var type = request.Type;
        var isForAll = request.CommonAddress.IsBroadcast && type is C_IC_NA_1 or C_CI_NA_1 or C_CS_NA_1 or C_RP_NA_1;
        if (!IsControl(type))
        {
            answers.Add(Mirror.Unknown(request, Cause.UnknownTypeIdentification, "unknown type"));
        }
        else if (request.CommonAddress != config.Number && !(isForAll && request.CommonAddress.IsBroadcast))
        {
            answers.Add(Mirror.Unknown(request, Cause.UnknownCommonAddress, "unknown RTU number"));
        }
        else if (type == C_RD_NA_1 ? request.Cause != Cause.Request : request.Cause is not (Cause.Activation or Cause.Deactivation))
        {
            answers.Add(Mirror.Unknown(request, Cause.UnknownCauseOfTransmission, "unknown cause"));
        }
        else if (type is >= C_SC_NA_1 and <= C_BO_TA_1)
        {
            commands.Answer(master, request, answers);
        }
        else if (request.Cause == Cause.Deactivation)
        {
            answers.Add(Mirror.Of(request, config.Number, Cause.DeactivationConfirmation));
        }
        else
        {
            Answer(request, answers);
        }
    }

    private void Answer(in AsduView request, List<Answer> answers)
    {
        switch (request.Type)
        {
            case C_IC_NA_1:
                Interrogated(request, answers);
                break;
            case C_CI_NA_1:
                CountersInterrogated(request, answers);
                break;
            case C_RD_NA_1:
                answers.Add(Read(request));
                break;
            case C_CS_NA_1:
                answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation, negative: !clock.TrySet(request)));
                break;
            case C_RP_NA_1:
                Reset(request, answers);
                break;
            case >= P_ME_NA_1 and <= P_AC_NA_1 when !points.Has(request.FirstAddress, M_ME_NA_1, M_ME_ND_1):
                answers.Add(Mirror.Unknown(request, Cause.UnknownInformationObjectAddress, "no measured value here"));
                break;
            default:
                answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation));
                break;
        }
    }

    private void Interrogated(in AsduView request, List<Answer> answers)
    {
        var group = request.Objects[QualifierAt] - (int)Cause.InterrogatedByStation;
        if (group is < 0 or > 16)
        {
            answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation, negative: true, "no such group"));
            return;
        }

        answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation));
        var head = new AsduHead(M_SP_NA_1, default, Cause.InterrogatedByStation + (byte)group, request.Originator, config.Number);
        answers.AddRange(points.Interrogate(head, group).Select(a => new Answer(a)));
        answers.Add(Mirror.Of(request, config.Number, Cause.ActivationTermination));
    }

    private void CountersInterrogated(in AsduView request, List<Answer> answers)
    {
        var qcc = new Qcc(request.Objects[QualifierAt]);
        if (qcc.Request is < 1 or > Qcc.General)
        {
            answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation, negative: true, "no such counter group"));
            return;
        }

        answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation));
        if (qcc.Freeze != Freeze.Read)
        {
            // Only frozen: the data are asked for by another request.
            counters.Freeze(qcc);
            return;
        }

        var cause = qcc.Request == Qcc.General ? Cause.RequestedByGeneralCounter : Cause.RequestedByGeneralCounter + (byte)qcc.Request;
        answers.AddRange(counters.Read(new AsduHead(M_IT_NA_1, default, cause, request.Originator, config.Number), qcc).Select(a => new Answer(a)));
        answers.Add(Mirror.Of(request, config.Number, Cause.ActivationTermination));
    }

    private Answer Read(in AsduView request)
    {
        if (points.Find(request.FirstAddress) is not var (key, state))
        {
            return Mirror.Unknown(request, Cause.UnknownInformationObjectAddress, "no such point");
        }

        var head = new AsduHead(key.Type, default, Cause.Request, request.Originator, config.Number);
        return new Answer(ObjectWriter.Write(head, key.Address, state.Value, state.Quality, default));
    }

    private void Reset(in AsduView request, List<Answer> answers)
    {
        answers.Add(Mirror.Of(request, config.Number, Cause.ActivationConfirmation));
        if (request.Objects[QualifierAt] == 1)
        {
            commands.Clear();
            points.Reset();
            counters.Reset();
            answers.Add(new Answer(EndOfInitialization(Coi.RemoteReset), IsEvent: true));
        }
    }

    public byte[] EndOfInitialization(Coi coi)
    {
        var writer = new AsduWriter(new byte[AsduView.MaxOctets], M_EI_NA_1, Cause.Initialized, config.Number);
        writer.Add(default, coi);
        return writer.Asdu.Octets.ToArray();
    }
}
