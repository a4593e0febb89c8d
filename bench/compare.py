#!/usr/bin/env python3
"""The gateway beside the practical limit, a relay in C, in alternating runs: rules P1 to P5, and how the figures grow.

compare.py --load DIR                 the table, about 25 minutes
compare.py --load DIR --all --write   table, growth and micro benchmark into docs/performance.md: 40 minutes, on a quiet machine
compare.py --load DIR --quick         the same in two minutes, to see that it works: no figures to quote
compare.py --read OUT --write         writes the page anew from the results of an earlier run

DIR has the sources of the load generator and the relay (or set GATEWAY_LOAD). Only loopback addresses are used; nothing is stopped but what
this program has started. Exit status: 0; 1 a run failed (events lost or out of order, a protocol fault, not everything started); 2 usage.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import gateway, growth, page, rows, table
from measure.load import Load


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", metavar="DIR", default=os.environ.get("GATEWAY_LOAD"), help="sources of the load generator and the relay")
    parser.add_argument("--rows", metavar="P1,P2,..", help="only these rules; noise: the relay against itself; none: no table")
    parser.add_argument("--runs", type=int, help="runs of each side (5; P4 at most 3; with --quick 1)")
    parser.add_argument("--quick", action="store_true", help="short and small")
    parser.add_argument("--growth", action="store_true", help="also the curves: masters, groups, points")
    parser.add_argument("--micro", action="store_true", help="also the micro benchmark")
    parser.add_argument("--all", action="store_true", help="--growth --micro")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md and docs/images")
    parser.add_argument("--out", metavar="DIR", help="where all reports are kept (a new temporary folder)")
    parser.add_argument("--read", metavar="OUT", help="measure nothing: show or write the results of an earlier run")
    parser.add_argument("--gateway", metavar="DIR", help="a published gateway, instead of publishing one now")
    options = parser.parse_args()
    options.growth, options.micro = options.growth or options.all, options.micro or options.all
    options.runs = options.runs or (1 if options.quick else 5)
    known = {row.rule for row in rows.all_rows(quick=False)}
    options.rows = known if options.rows is None else set(options.rows.split(",")) - {"none"}
    if options.rows - known:
        parser.error(f"--rows: {', '.join(sorted(options.rows - known))} is none of {', '.join(sorted(known))}, none")
    if not options.load and not options.read:
        parser.error("where are the sources of the load generator? Give --load DIR, or set GATEWAY_LOAD")
    return options


def say(line):
    print(line, file=sys.stderr, flush=True)


def machine(options, published):
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), platform.machine())
    return {"date": datetime.date.today().isoformat(), "cores": os.cpu_count(), "processor": processor, "commit": gateway.commit(),
            "published": published, "runs": options.runs, "quick": options.quick}


def measured(options, out):
    """Everything that was asked for, as it is kept in OUT/results.json."""
    with tempfile.TemporaryDirectory(prefix="gateway-build-") as build:
        load = Load(options.load, f"{build}/load")
        command, how = "", "relay only"
        if options.gateway:
            command, how = gateway.command(options.gateway), "published before"
        elif options.growth or options.rows - {"noise"}:
            say("publishing the gateway ...")
            command, how = gateway.publish(f"{build}/gateway")
        results = {"machine": machine(options, how), "rows": {}, "growth": {}, "micro": []}
        for number, row in enumerate(rows.all_rows(options.quick)):
            if row.rule in options.rows:
                results["rows"][str(number)] = rows.measure(row, load, command, options.runs, out, say)
        for curve in growth.all_growths(options.quick) if options.growth else ():
            results["growth"][curve.name] = growth.measure(curve, load, command, out, say)
    if options.micro:
        results["micro"] = [*micro(), "", table.where(results["machine"] | {"quick": False})]
    return results


def micro():
    """Its lines are a table already."""
    say("  micro benchmark")
    words = ["dotnet", "run", "-c", "Release", "--project", str(gateway.HOME / "bench" / "Micro")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"compare: {' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def runs_of(results):
    for sides in [*results["rows"].values(), *(point["sides"] for points in results["growth"].values() for point in points)]:
        for runs in sides.values():
            yield from runs


def main():
    options = parse()
    out = Path(options.read or options.out or tempfile.mkdtemp(prefix="gateway-compare-")).resolve()
    kept = out / "results.json"
    if options.read:
        results = json.loads(kept.read_text(encoding="utf-8"))
    else:
        out.mkdir(parents=True, exist_ok=True)
        results = measured(options, out)
        kept.write_text(json.dumps(results, indent=1), encoding="utf-8")

    quick = results["machine"]["quick"]
    chosen = [(row, results["rows"][str(number)]) for number, row in enumerate(rows.all_rows(quick)) if str(number) in results["rows"]]
    curves = [(curve, results["growth"][curve.name]) for curve in growth.all_growths(quick) if curve.name in results["growth"]]
    lines = table.lines_of(*zip(*chosen), results["machine"]) if chosen else []
    grown = [line for curve, points in curves for line in growth.lines_of(curve, points, "images")]
    if grown:
        grown += [table.where(results["machine"]), *table.quiet(list(runs_of({"rows": {}, "growth": dict(enumerate(p for _, p in curves))}))), ""]
    print("\n".join([*lines, "", *grown, *results["micro"]]))

    charts = [chart for curve, points in curves for chart in growth.charts(curve, points)]
    page.put_images(charts, out)
    if options.write:
        for name, part in (("table", lines), ("growth", grown), ("micro", results["micro"])):
            if part:
                page.put(name, part)
        if charts:
            page.put_images(charts)
    say(f"reports and charts: {out}")
    return 1 if any(run["faults"] for run in runs_of(results)) else 0


if __name__ == "__main__":
    sys.exit(main())
