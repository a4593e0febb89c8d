namespace Gateway.Plugins.Csv;

/// <summary>A row that holds for all groups: a key in the first cell, its value in the second; a flag has none.</summary>
internal sealed class KeyRow(CsvRow row, Findings findings, Func<string, bool> isKey)
{
    public string Key => row[1];

    public int Line => row.Line;

    /// <summary>All filled cells behind the key.</summary>
    public (int Cell, string Text)[] Values => [.. row.Cells.Select((c, i) => (i + 1, c)).Skip(1).Where(v => v.c.Length > 0)];

    public void Warning(int cell, string message, string advice) => findings.Warning(Line, cell, message, advice);

    /// <summary>Tells of a value, for there is none to give.</summary>
    public void IsFlag(string advice)
    {
        if (row[2].Length > 0)
        {
            Warning(2, $"{Key} takes no value: {Findings.Quoted(row[2])} does not switch it off", advice);
        }

        TellMore("takes no value", "begin a comment with '#', in a row of its own");
    }

    /// <summary>The value; null where there is none.</summary>
    /// <param name="none">What is told then, behind the key.</param>
    /// <param name="more">The advice about further values.</param>
    public string? Text(string none, string advice, string more)
    {
        TellMore("takes one value", more);
        if (row[2].Length > 0)
        {
            return row[2];
        }

        Warning(2, $"{Key} {none}", advice);
        return null;
    }

    /// <summary>The value, 1..<paramref name="most"/>; null where the row says nothing.</summary>
    public int? Number(int most)
    {
        var text = Text("gives no number; the row says nothing", $"write it into the second cell, from 1 to {most}", "give the number alone");
        if (text is null)
        {
            return null;
        }

        if (!Digits.TryRead(text, out var value) || value == 0)
        {
            Warning(2, $"{Key} {Findings.Quoted(text)} is not a number from 1 to {most}; the row says nothing", $"give it one from 1 to {most}");
            return null;
        }

        if (value > most)
        {
            findings.Error(Line, 2, $"{Key} {Findings.Quoted(text)} is above {most}; the row is skipped", $"give it one from 1 to {most}");
            return null;
        }

        return (int)value;
    }

    /// <summary>Tells that the key stood in a row before.</summary>
    public void Replaces(int before, object old, object by) =>
        Warning(1, $"{Key} stands in row {before} already; its {old} is replaced by {by}", "keep one of the rows");

    // Keys in one row come from lines that were glued together.
    private void TellMore(string takes, string advice)
    {
        var told = false;
        for (var cell = 3; cell <= row.Width; cell++)
        {
            if (isKey(row[cell]))
            {
                Warning(cell, $"{Findings.Quoted(row[cell])} stands in the row of {Key} and is not read", "give it a row of its own");
                told = true;
            }
            else if (row[cell].Length > 0 && !told)
            {
                Warning(cell, $"{Key} {takes}; what follows is not read", advice);
                told = true;
            }
        }
    }
}
