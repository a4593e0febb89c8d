namespace Gateway.Simulator.Reports;

/// <summary>The look of a report.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { --ink: #1b2430; --soft: #5b6775; --line: #d5dbe1; --good: #1c6b3c; --goodback: #e9f5ee; --bad: #a3201f; --badback: #fdecea; }
        * { box-sizing: border-box; }
        body { font: 14px/1.45 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; color: var(--ink); max-width: 1100px; margin: 2rem auto; padding: 0 1.5rem; }
        header { border-bottom: 3px solid var(--ink); margin-bottom: 1.2rem; padding-bottom: .6rem; }
        .kind { color: var(--soft); margin: 0; letter-spacing: .04em; text-transform: uppercase; font-size: .8rem; }
        h1 { font-size: 1.7rem; margin: .1rem 0 .5rem; }
        h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; overflow-wrap: anywhere; }
        h3 { font: 600 .85rem/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; margin: 1.1rem 0 .2rem; overflow-wrap: anywhere; }
        .verdict { display: inline-block; font-weight: 600; font-size: 1.05rem; padding: .25rem .8rem; border-radius: 4px; margin: 0; border: 1px solid currentColor; }
        .verdict.passed { color: var(--good); background: var(--goodback); }
        .verdict.failed { color: var(--bad); background: var(--badback); }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        thead th { color: var(--soft); font-weight: 600; font-size: .8rem; border-bottom: 2px solid var(--line); overflow-wrap: normal; }
        .facts th { width: 11rem; color: var(--soft); font-weight: 600; overflow-wrap: normal; }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .t { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .step { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: .85rem; width: 38%; }
        .section th { background: #eef2f6; color: var(--ink); font-size: .9rem; }
        .result { font-weight: 600; white-space: nowrap; }
        tr.passed .result { color: var(--good); }
        tr.failed .result { color: var(--bad); }
        tr.failed { background: var(--badback); }
        .frames { font-size: .78rem; }
        .frames td, .frames th { padding: .2rem .4rem; }
        .frames tbody tr:has(+ .octets) td { border-bottom: none; }
        .octets td { color: var(--soft); font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: .72rem; padding-top: 0; }
        .comment { color: var(--soft); }
        footer { margin-top: 3rem; }
        .sign { display: flex; gap: 2rem; }
        .sign span { flex: 1; border-top: 1px solid var(--ink); padding-top: .3rem; color: var(--soft); font-size: .8rem; }
        @page { size: A4; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, Arial, sans-serif; color: #5b6775; } }
        @media print {
          body { max-width: none; margin: 0; padding: 0; font-size: 9pt; }
          h1 { font-size: 16pt; }
          th, td { padding: .15rem .4rem; }
          thead th { font-size: inherit; }
          .steps { font-size: 8pt; }
          .steps .step { font-size: 7.5pt; width: 36%; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          a { color: inherit; text-decoration: none; }
          thead { display: table-header-group; }
          tr, tbody:has(.octets), footer { break-inside: avoid; }
          h2, h3, .above { break-after: avoid; }
          h3 { font-size: 8pt; }
          .frames { font-size: 7pt; }
          .frames .octets td { font-size: 6.5pt; }
        }
        """;
}
