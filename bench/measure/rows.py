"""What is compared: the loads, the figures that the rules speak of, and their limits."""
from dataclasses import dataclass, field
from statistics import median

from .gateway import looked_at


@dataclass(frozen=True)
class Figure:
    """A figure of the load generator's report, and the rule's limit for it."""
    key: str
    words: str
    kind: str = ""          # "least", "most": the ratio to the relay; "under": the gateway's own; "threads": as with one group
    limit: float = 0

    def limit_words(self):
        return {"least": f"at least {self.limit:g} x", "most": f"at most {self.limit:g} x", "under": f"under {self.limit:g}",
                "threads": "as with one group"}.get(self.kind, "")


@dataclass(frozen=True)
class Row:
    """One load, run by two programs alternately."""
    rule: str
    name: str
    options: tuple
    figures: tuple
    sides: tuple = ("relay", "gateway")
    most_runs: int = 99
    more_options: dict = field(default_factory=dict)    # of one side
    views: dict = field(default_factory=dict)           # of one side: what of the page is open on it (look.py)


CPU = ("gw_cpu_s_per_M", "CPU s per million deliveries")
RATE = ("deliveries_per_s", "deliveries/s")
FAST = (Figure(*RATE), Figure(*CPU))
PACED = (Figure(*CPU), Figure("lat_p50_us", "event p50, us"), Figure("lat_p99_us", "event p99, us"),
         Figure("cmd_rtt_p50_us", "command p50, us"), Figure("cmd_rtt_p99_us", "command p99, us"))


LATE = Figure("lat_p99_us", "event p99, us")


def limited(figures, *limits):
    return tuple(Figure(f.key, f.words, *limit) for f, limit in zip(figures, limits))


def all_rows(quick):
    short = ("--warmup", "0.5", "--duration", "1") if quick else ()
    throughput = ("throughput", "--masters", "5", *short)
    wide = (*throughput, "--k", "32767", "--w", "1000")
    paced = ("latency", "--masters", "5", "--rate", "1000", "--cmd-rate", "5", *(short[:2] + ("--duration", "3") if quick else ("--duration", "20")))
    warm = paced if quick else (*paced, "--warmup", "10")     # what the first lines of a log cost is no price of an event
    groups = 100 if quick else 1000
    scale = ("scale", "--groups", f"{groups}", "--masters", "5", *(("--idle", "3", "--duration", "3") if quick else ()))
    rounds = ("--rounds", "3") if quick else ()
    asked = (Figure("gi_all_done_mean_ms", "until all have everything, ms", "most", 2), Figure("gi_all_done_min_ms", "the fastest round, ms"))
    logs = {"gateway, logs": ("--log", "Y"), "gateway, logs and page": ("--log", "Y"), "gateway, logs, page and traffic": ("--log", "Y")}
    own = ("gateway", "gateway, logs")
    page = ("gateway", "gateway, logs and page")
    traffic = ("gateway", "gateway, logs, page and traffic")
    views = {page[1]: "group", traffic[1]: "traffic"}
    seen = tuple("10" if word == "20" else word for word in warm)
    busy = tuple("10000" if word == "1000" else word for word in seen)
    return (
        Row("noise", "flood", throughput, FAST, ("relay", "relay again")),
        Row("noise", "1,000 events/s", paced, PACED, ("relay", "relay again")),
        Row("P1", "flood, k 12, w 8, 5 masters", throughput, limited(FAST, ("least", 0.9), ("most", 1.5))),
        Row("P1", "1,000 events/s, 5 masters, 5 commands/s each", paced, limited(PACED, ("most", 1.5), ("most", 1.2), ("most", 1.5), ("most", 1.2), ("most", 1.5))),
        Row("P2", "flood, k 32767, w 1000, 5 masters", wide, (Figure(*CPU, "most", 3), Figure(*RATE))),
        Row("P3", "5 masters interrogate, 5,000 points", ("gi", "--masters", "5", *rounds), asked),
        Row("P3", "20 masters interrogate, 5,000 points", ("gi", "--masters", "20", *rounds), asked),
        Row("P4", f"{groups:,} groups of 5 masters", scale,
            (Figure("time_to_all_started_s", "until all are started, s", "most", 2), Figure("idle_gw_cpu_pct", "idle CPU, % of a core", "under", 1),
             Figure("gw_rss_peak_mib", "peak memory (RSS), MiB", "under", 120), Figure("gw_threads", "threads", "threads"),
             Figure("lat_p99_us", "event p99 at 1 event/s a group, us", "most", 2), Figure("load_gw_cpu_pct", "CPU at that load, % of a core")), most_runs=3),
        Row("P5", "flood, logs on", throughput, limited(FAST, (), ("most", 1.25)), own, more_options=logs),
        Row("P5", "1,000 events/s, logs on", warm, (Figure(*CPU, "most", 1.25),), own, more_options=logs),
        Row("P5", "1,000 events/s, logs on, page open", seen, (Figure(*CPU, "most", 1.25), LATE), page, more_options=logs, views=views),
        Row("P5", "10,000 events/s, logs on, page open", busy, (Figure(*CPU, "most", 1.25), LATE), page, more_options=logs, views=views),
        Row("P5", "10,000 events/s, page with live traffic", busy, (Figure(*CPU), LATE), traffic, most_runs=2, more_options=logs, views=views),
    )


def spread(runs, key):
    """Median, least and greatest of the runs without a fault; None where there is no such figure."""
    values = sorted(run["figures"][key] for run in runs if not run["faults"] and key in run["figures"])
    return (median(values), values[0], values[-1]) if values else None


def verdict(figure, first, second, threads):
    """Whether the limit is met: True, False, or None where there is none or nothing to judge."""
    if second is None or not figure.kind:
        return None
    if figure.kind == "under":
        return second[0] < figure.limit
    if figure.kind == "threads":
        return None if threads is None else second[0] <= threads[0] + 2
    if first is None or first[0] == 0:
        return None
    ratio = second[0] / first[0]
    return ratio >= figure.limit if figure.kind == "least" else ratio <= figure.limit


def measure(row, load, gateway, runs, out, say):
    """A B, B A, A B, ...: a slow drift of the machine meets both."""
    results = {side: [] for side in row.sides}
    for number in range(1, min(runs, row.most_runs) + 1):
        for side in row.sides if number % 2 else row.sides[::-1]:
            command = load.relay(row.options[0]) if side.startswith("relay") else looked_at(gateway, row.views[side]) if side in row.views else gateway
            name = f"{row.rule}-{row.name}-{side}".replace(", ", "-").replace(" ", "-").replace("/", "-per-").replace(",", "")
            run = load.run([*row.options, *row.more_options.get(side, ())], command, f"{out}/{name}/{number}")
            results[side].append(run)
            say(f"  {row.rule} {row.name}: run {number}, {side}: {', '.join(run['faults']) or 'good'}")
    return results
