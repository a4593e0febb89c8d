namespace Gateway.Plugins.Json;

/// <summary>A file's text in UTF-8, and where its octets stand for a reader: line and character, 1 = first.</summary>
internal sealed class JsonText
{
    // Where each line begins.
    private readonly List<int> _lines = [0];
    private readonly byte[] _octets;

    public JsonText(byte[] utf8)
    {
        _octets = utf8;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n' || (utf8[i] == '\r' && (i + 1 == utf8.Length || utf8[i + 1] != '\n')))
            {
                _lines.Add(i + 1);
            }
        }
    }

    public ReadOnlySpan<byte> Utf8 => _octets;

    public (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, _octets.Length);
        var found = _lines.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        var column = 1;
        foreach (var octet in _octets.AsSpan(_lines[line]..offset))
        {
            // The first octet of each character.
            column += (octet & 0xC0) == 0x80 ? 0 : 1;
        }

        return (line + 1, column);
    }

    /// <summary>Where an octet lies that is counted within its line, lines being what ends with LF.</summary>
    public int OffsetOf(long line, long octetInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var next = _octets.AsSpan(start).IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }

            start += next + 1;
        }

        return (int)Math.Min(start + octetInLine, _octets.Length);
    }
}
