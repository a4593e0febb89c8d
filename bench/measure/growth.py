"""How the figures grow: with masters, with groups, with points. The gateway beside the relay."""
from dataclasses import dataclass

from .chart import Chart, Line
from .load import room_for
from .rows import spread
from .table import show


@dataclass(frozen=True)
class Curve:
    """One figure over what grows, drawn as one chart."""
    file: str
    key: str
    title: str
    unit: str
    factor: float = 1
    log: bool = False


@dataclass(frozen=True)
class Growth:
    """One load at several sizes."""
    name: str
    axis: str
    option: str
    sizes: tuple
    options: tuple
    curves: tuple
    runs: int


def all_growths(quick):
    short = ("--warmup", "0.3", "--duration", "1") if quick else ("--duration", "4")
    idle = ("--idle", "3", "--duration", "3", "--warmup", "1") if quick else ("--settle", "2", "--idle", "10", "--duration", "10", "--warmup", "5")
    return (
        Growth("masters", "masters of the group", "--masters", (1, 2, 5, 10, 20, 50), ("throughput", *short), (
            Curve("masters-throughput", "deliveries_per_s", "Throughput", "deliveries/s"),
            Curve("masters-cpu", "gw_cpu_s_per_M", "CPU time per delivery", "µs")), 1 if quick else 3),
        Growth("groups", "groups of 5 masters", "--groups", (1, 10, 100, 500, *(() if quick else (1000, 2000))), ("scale", "--masters", "5", *idle), (
            Curve("groups-idle-cpu", "idle_gw_cpu_pct", "CPU while nothing happens", "% of a core"),
            Curve("groups-memory", "gw_rss_peak_mib", "Memory (peak RSS)", "MiB"),
            Curve("groups-latency", "lat_p99_us", "Slowest 1 % of events (p99), 1 event/s a group", "ms", 1e-3, log=True)), 1),
        Growth("interrogation", "points of the station", "--gi-points", (100, 1000, 5000, 10000, 20000, 50000),
               ("gi", "--masters", "5", "--rounds", "3" if quick else "10"), (
            Curve("interrogation", "gi_all_done_mean_ms", "5 masters interrogate: until all have everything", "ms", log=True),), 1 if quick else 3),
    )


def measure(growth, load, gateway, out, say):
    """The runs of each size and side; sizes that the machine has no descriptors for are left out."""
    points, commands = [], {"relay": load.relay(growth.options[0]), "gateway": gateway}
    for size in growth.sizes:
        if growth.option == "--groups" and not room_for(size, 5):
            say(f"  {growth.name} {size}: left out, too few open descriptors are allowed (ulimit -Hn)")
            continue
        sides = {"relay": [], "gateway": []}
        for number in range(1, growth.runs + 1):
            for side in list(sides) if number % 2 else list(sides)[::-1]:
                run = load.run([*growth.options, growth.option, str(size)], commands[side], f"{out}/growth-{growth.name}-{size}-{side}/{number}")
                sides[side].append(run)
                say(f"  {growth.name} {size}: run {number}, {side}: {', '.join(run['faults']) or 'good'}")
        points.append({"size": size, "sides": sides})
    return points


def charts(growth, points):
    """File name and chart of each curve."""
    for curve in growth.curves:
        lines = []
        for side in ("gateway", "relay"):
            values = [(point["size"], spread(point["sides"][side], curve.key)) for point in points]
            lines.append(Line(side, [(size, *(v * curve.factor for v in value)) for size, value in values if value]))
        yield f"growth-{curve.file}.svg", Chart(curve.title, growth.axis, curve.unit, lines, curve.log)


def lines_of(growth, points, folder):
    """Markdown: the charts, and their numbers."""
    lines = [f"![{chart.title}, over {chart.x_title}]({folder}/{file})" for file, chart in charts(growth, points)]
    heads = [f"{curve.title}, {curve.unit}: relay / gateway" for curve in growth.curves]
    lines += ["", f"| {growth.axis} | " + " | ".join(heads) + " |", "| --- |" + " --- |" * len(heads)]
    for point in points:
        cells = []
        for curve in growth.curves:
            values = [spread(point["sides"][side], curve.key) for side in ("relay", "gateway")]
            cells.append(" / ".join(show(value and (value[0] * curve.factor,) * 3) for value in values))
        lines.append(f"| {point['size']:,} | " + " | ".join(cells) + " |")
    bad = [f"- **failed**: {point['size']:,} {growth.axis}, {side}: {', '.join(run['faults'])}"
           for point in points for side, runs in point["sides"].items() for run in runs if run["faults"]]
    return [*lines, "", *bad, *([""] if bad else [])]
