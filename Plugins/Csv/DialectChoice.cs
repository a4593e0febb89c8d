namespace Gateway.Plugins.Csv;

/// <summary>Tells the dialects apart by what stands in a file (C2).</summary>
internal static class DialectChoice
{
    /// <summary>The dialect of a file; null where no row shows one.</summary>
    public static Dialect? For(IReadOnlyList<CsvRow> rows, Findings findings)
    {
        if (SinglePortDialect.HasMarker(rows[0]))
        {
            return new SinglePortDialect(findings);
        }

        // The first row that shows it settles it; where none does, one that would be a group or a setting can only be of the dialect without a marker.
        foreach (var row in rows.Where(r => r.HasId))
        {
            if (PortPerMasterDialect.Shows(row))
            {
                return new PortPerMasterDialect(findings);
            }

            if (SinglePortDialect.IsWide(row))
            {
                return new SinglePortDialect(findings);
            }
        }

        return rows.Any(PortPerMasterDialect.MayBe) ? new PortPerMasterDialect(findings) : null;
    }
}
