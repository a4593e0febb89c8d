using System.Globalization;
using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Rtus;

namespace Gateway.Simulator.Files;

/// <summary>Reads one row of a signal file, and reports what is not as it seems.</summary>
internal sealed class SignalRowReader
{
    public const int Type = 3;
    public const int Address = 4;
    public const int Value = 5;

    private const int Interrogated = 2;
    private const int Wait = 6;
    private const int Rtu = 7;
    private const int ReceivedType = 8;
    private const int ReceivedAddress = 9;
    private const int ReceivedValue = 10;
    private const int Within = 11;
    private const int Comment = 12;

    private readonly CsvRow _row;
    private readonly FileFindings _findings;
    private bool _isGood = true;

    public SignalRowReader(CsvRow row, FileFindings findings, bool isBehindEnd)
    {
        _row = row;
        _findings = findings;
        var index = Required(1, "index", 0, int.MaxValue);
        var type = (TypeIdentification)Required(Type, "typeid", 1, 255);
        var address = new InformationObjectAddress((uint)Required(Address, "IOA", 0, InformationObjectAddress.Max));
        if (row.Cells.Count < Within && _isGood)
        {
            Warning(row.Cells.Count, $"the row has {row.Cells.Count} cells; the original ignores one with fewer than {Within}, here it is read", "add the missing commas");
        }

        if (IsCommand(type))
        {
            ReadCommand(type, address);
        }
        else
        {
            ReadSignal((int)index, type, address, isBehindEnd);
        }
    }

    /// <summary>Null where it is none, or cannot be used.</summary>
    public SignalRow? Signal { get; private set; }

    /// <inheritdoc cref="Signal"/>
    public CommandRow? Command { get; private set; }

    /// <summary>It would be part of interrogations, did it not stand behind their end.</summary>
    public bool IsCutOff { get; private set; }

    private string CommentText => string.Join(' ', _row.Cells.Skip(Comment - 1).Where(c => c.Length > 0));

    private static bool IsCommand(TypeIdentification type) =>
        type is >= TypeIdentification.C_SC_NA_1 and <= TypeIdentification.C_BO_NA_1 or >= TypeIdentification.C_SC_TA_1 and <= TypeIdentification.C_BO_TA_1;

    private void ReadCommand(TypeIdentification type, InformationObjectAddress address)
    {
        var status = new InformationObjectAddress((uint)Required(Value, "value of a command row, the IOA of its status point,", 0, InformationObjectAddress.Max));
        if (_isGood)
        {
            Command = new CommandRow(_row.Line, type, address, status, CommentText);
        }
    }

    private void ReadSignal(int index, TypeIdentification type, InformationObjectAddress address, bool isBehindEnd)
    {
        var value = SignalValueOf(type);
        var gi = _row[Interrogated];
        if (gi is not ("Y" or "N" or ""))
        {
            Warning(Interrogated, $"GI {FileFindings.Quoted(gi)} is read as N", "write Y or N");
        }

        if (_isGood && gi == "Y" && StaticType.Of(type) is null)
        {
            Warning(Interrogated, $"type {(byte)type} has none without time tag and is not part of interrogations", "write N");
        }

        var wait = Seconds(Wait, "wait sec");
        var condition = Condition();
        if (_isGood)
        {
            IsCutOff = gi == "Y" && isBehindEnd;
            Signal = new SignalRow(_row.Line, index, gi == "Y" && !isBehindEnd, type, address, value, wait, condition, CommentText);
        }
    }

    private SignalValue SignalValueOf(TypeIdentification type)
    {
        var text = _row[Value];
        if (text.Length == 0)
        {
            Error(Value, "Value is missing", "give it one, or begin the row with #");
            return default;
        }

        if (!SignalValue.TryParse(text, out var value))
        {
            Error(Value, $"Value {FileFindings.Quoted(text)} is no number", "write it as 1, -0.4, or its octets as 0x01C4");
        }
        else if (_isGood && ObjectWriter.WhyNot(type, value) is { } why)
        {
            Error(Value, $"Value {FileFindings.Quoted(text)} does not fit", why);
        }

        return value;
    }

    private SignalCondition? Condition()
    {
        var rtu = Optional(Rtu, "rtu no", 65534);
        var type = Optional(ReceivedType, "type id", 255);
        var address = Optional(ReceivedAddress, "ioa", (int)InformationObjectAddress.Max);
        var value = Optional(ReceivedValue, "value", 3);
        var within = Seconds(Within, "T-out");
        return rtu is null && type is null && address is null && value is null
            ? null
            : new SignalCondition(
                rtu is { } r ? new CommonAddress((ushort)r) : null,
                type is { } t ? (TypeIdentification)t : null,
                address is { } a ? new InformationObjectAddress((uint)a) : null,
                value,
                within);
    }

    private TimeSpan Seconds(int cell, string name)
    {
        // Longer than a timer can run.
        const double Longest = 4_000_000;
        var text = _row[cell];
        if (text.Length == 0)
        {
            return TimeSpan.Zero;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= Longest)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Warning(cell, $"{name} {FileFindings.Quoted(text)} is no time in seconds; 0 is taken", $"write it as 0.01 or 5, at most {Longest}");
        return TimeSpan.Zero;
    }

    private long Required(int cell, string name, long least, long most)
    {
        if (_row.TryRead(cell, least, most, out var value))
        {
            return value;
        }

        Error(cell, _row[cell].Length == 0 ? $"{name} is missing" : $"{name} {FileFindings.Quoted(_row[cell])} is not a number from {least} to {most}", $"give it one from {least} to {most}");
        return 0;
    }

    private int? Optional(int cell, string name, int most)
    {
        if (_row[cell].Length == 0)
        {
            return null;
        }

        if (_row.TryRead(cell, 0, most, out var value))
        {
            return (int)value;
        }

        Error(cell, $"condition {name} {FileFindings.Quoted(_row[cell])} is not a number from 0 to {most}", "give it one, or leave the cell empty");
        return null;
    }

    private void Error(int cell, string message, string advice)
    {
        _isGood = false;
        _findings.Error(_row.Line, cell, $"{message}; the row is skipped", advice);
    }

    private void Warning(int cell, string message, string advice) => _findings.Warning(_row.Line, cell, message, advice);
}
