using Gateway.Iec104.Asdus;

namespace Gateway.Iec104.Stations;

/// <summary>What a controlled station says to a request: confirmation, data, termination, or why not (60870-5-101, 7.4; 60870-5-5).</summary>
internal sealed class Answers(PointImage points, CommandHandler? onCommand)
{
    private const int QualifierAt = InformationObjectAddress.Octets;

    public void Answer(in AsduView request, Action<byte[]> send)
    {
        switch (request.Type)
        {
            case TypeIdentification.C_IC_NA_1 when request.Cause == Cause.Activation:
                Interrogated(request, (Cause)request.Objects[QualifierAt], counters: false, send);
                break;
            case TypeIdentification.C_CI_NA_1 when request.Cause == Cause.Activation:
                var rqt = request.Objects[QualifierAt] & 0x3F;
                Interrogated(request, rqt == 5 ? Cause.RequestedByGeneralCounter : (Cause)((int)Cause.RequestedByGeneralCounter + rqt), counters: true, send);
                break;
            case TypeIdentification.C_RD_NA_1 when request.Cause == Cause.Request:
                send(points.Read(request.CommonAddress, request.FirstAddress, request.Originator) ?? Mirror(request, Cause.UnknownInformationObjectAddress, negative: true));
                break;
            case TypeIdentification.C_CS_NA_1 or TypeIdentification.C_TS_NA_1 or TypeIdentification.C_TS_TA_1 or TypeIdentification.C_RP_NA_1
                when request.Cause == Cause.Activation:
                send(Mirror(request, Cause.ActivationConfirmation));
                break;
            case >= TypeIdentification.C_SC_NA_1 and <= TypeIdentification.C_BO_TA_1 when request.Cause == Cause.Activation:
                Commanded(request, send);
                break;
            case var type when TypeTable.Find(type) is null:
                send(Mirror(request, Cause.UnknownTypeIdentification, negative: true));
                break;
            case var _ when request.Cause == Cause.Deactivation:
                send(Mirror(request, Cause.DeactivationConfirmation));
                break;
            default:
                send(Mirror(request, Cause.UnknownCauseOfTransmission, negative: true));
                break;
        }
    }

    private static byte[] Mirror(in AsduView request, Cause cause, bool negative = false, CommonAddress? address = null)
    {
        var octets = request.Octets.ToArray();
        var head = request.Head;
        (head with { Cot = head.Cot.With(cause, negative), CommonAddress = address ?? head.CommonAddress }).Write(octets);
        return octets;
    }

    // A station that has no points has nothing to interrogate: its address is unknown. The broadcast asks all of them.
    private void Interrogated(in AsduView request, Cause cause, bool counters, Action<byte[]> send)
    {
        CommonAddress[] stations = request.CommonAddress.IsBroadcast ? [.. points.Stations]
            : points.HasStation(request.CommonAddress) ? [request.CommonAddress]
            : [];
        if (stations.Length == 0)
        {
            send(Mirror(request, Cause.UnknownCommonAddress, negative: true));
        }

        foreach (var station in stations)
        {
            send(Mirror(request, Cause.ActivationConfirmation, address: station));
            foreach (var asdu in points.Interrogate(station, cause, request.Originator, counters))
            {
                send(asdu);
            }

            send(Mirror(request, Cause.ActivationTermination, address: station));
        }
    }

    private void Commanded(in AsduView request, Action<byte[]> send)
    {
        switch (onCommand?.Invoke(request) ?? CommandReply.Accept)
        {
            case CommandReply.Accept:
                send(Mirror(request, Cause.ActivationConfirmation));
                if (!RequestSelect.IsSelect(request))
                {
                    send(Mirror(request, Cause.ActivationTermination));
                }

                break;
            case CommandReply.Refuse:
                send(Mirror(request, Cause.ActivationConfirmation, negative: true));
                break;
            case CommandReply.UnknownPoint:
                send(Mirror(request, Cause.UnknownInformationObjectAddress, negative: true));
                break;
        }
    }
}
