"""The table of the rows, in the words of the documents."""
from .rows import spread, verdict


def number(value):
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(values):
    if values is None:
        return "-"
    middle, low, high = values
    return number(middle) if low == high else f"{number(middle)} [{number(low)} .. {number(high)}]"


def ratio(first, second):
    return f"{second[0] / first[0]:.2f}" if first and second and first[0] else "-"


def lines_of(rows, results, machine):
    """Markdown: one line a figure, then the machine."""
    lines = ["| rule | load | figure | relay | gateway | ratio | limit | met |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    threads = next((spread(sides["gateway"], "gw_threads") for row, sides in zip(rows, results) if row.rule == "P1"), None)
    for row, sides in zip(rows, results):
        first_runs, second_runs = (sides[side] for side in row.sides)
        note = {"noise": " (relay, relay again)", "P5": " (gateway without, with)"}.get(row.rule, "")
        for figure in row.figures:
            first, second = spread(first_runs, figure.key), spread(second_runs, figure.key)
            relation = "" if figure.kind in ("under", "threads") else ratio(first, second)
            met = "failed" if figure.kind and second is None else {None: "", True: "yes", False: "**no**"}[verdict(figure, first, second, threads)]
            lines.append(f"| {row.rule} | {row.name}{note} | {figure.words} | {show(first)} | {show(second)} | {relation} "
                         f"| {figure.limit_words()} | {met} |")
    return [*lines, "", *machine_lines(machine, rows, results), *failures(rows, results)]


def where(machine):
    """When, on what, and what."""
    return (f"{machine['date']}, {machine['cores']} cores ({machine['processor']}), commit {machine['commit']}, {machine['published']}"
            + ("; short runs (--quick), no figures to quote." if machine["quick"] else "."))


def quiet(runs):
    """What else the machine did meanwhile."""
    values = sorted(value for run in runs for key, value in run["figures"].items() if key.endswith("other_cpu_pct"))
    if not values:
        return []
    middle = values[len(values) // 2]
    return [f"Everything else on the machine took {middle:.0f} % of a core meanwhile, at most {values[-1]:.0f} %."
            + (" **The machine was not quiet**: nothing but ratios of CPU says anything." if middle > 20 else "")]


def machine_lines(machine, rows, results):
    runs = [run for row, sides in zip(rows, results) for side, those in sides.items() if side not in row.views for run in those]    # who looks is no noise
    late = [f"{row.rule} {row.name}" for row, sides in zip(rows, results)
            if any(run["figures"].get("pace_late_p99_us", 0) > 1000 for side in sides.values() for run in side)]
    lines = [where(machine), f"Runs of each side: {machine['runs']}; median [least .. greatest].", *quiet(runs)]
    if late:
        lines.append(f"The load generator itself was more than 1 ms late for its schedule (p99): discard the latencies of {'; '.join(late)}.")
    return lines


def failures(rows, results):
    """A line for each run that is worthless; its figures are in no median."""
    bad = [f"- **failed**: {row.rule} {row.name}, run {number}, {side}: {', '.join(run['faults'])}"
           for row, sides in zip(rows, results) for side, runs in sides.items() for number, run in enumerate(runs, 1) if run["faults"]]
    return ["", *bad] if bad else []
