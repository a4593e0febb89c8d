"""The load generator: built from its sources, and one run of it around a program under test."""
import json
import os
import resource
import shutil
import subprocess
from pathlib import Path

# What must be zero besides the generator's own verdict (its exit status: lost, duplicated, out of order, protocol fault).
MUST_BE_ZERO = ("undelivered", "lost", "dup_or_reordered", "seq_errors", "protocol_errors", "k_violations", "t1_timeouts", "cmd_lost")
EXIT_STATUS = {2: "usage", 3: "not everything started", 4: "lost, duplicated, out of order, or a protocol fault", 130: "interrupted"}


class Load:
    """The load generator and the relay, compiled in a folder of ours."""

    def __init__(self, sources, folder):
        sources, self.folder = Path(sources), Path(folder)
        missing = [name for name in ("Makefile", "main.c", "engine.c", "relay-limit.c") if not (sources / name).is_file()]
        if missing:
            raise SystemExit(f"compare: {sources} has no {', '.join(missing)}: --load wants the folder with the sources of the load generator and the relay")
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in [sources / "Makefile", *sources.glob("*.[ch]")]:
            shutil.copy(file, self.folder)
        made = subprocess.run(["make", "-s"], cwd=self.folder, capture_output=True, text=True)
        if made.returncode != 0:
            raise SystemExit(f"compare: the load generator does not build (a C compiler and make are needed):\n{made.stdout}{made.stderr}")

    def relay(self, mode):
        """
        The command of the practical limit. Like us it acknowledges to the RTU what a master has acknowledged (-l); but in interrogations, whose
        answers have one taker each, it stands still that way until t2: there it acknowledges at once, and is the faster by far.
        """
        return f"{self.folder}/relay-limit {'' if mode == 'gi' else '-l '}{{csv}}"

    def run(self, options, command, folder):
        """One measurement. Gives what the generator reported, and under `faults` what makes the run worthless."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        groups = int(options[options.index("--groups") + 1]) if "--groups" in options else 1
        gateway_port, rtu_port = free_ports(groups)
        words = [self.folder / "iec104-load", *options, "--gw-port", str(gateway_port), "--rtu-port", str(rtu_port),
                 "--exec", command, "--workdir", folder, "--json", folder / "report.json"]
        (folder / "report.json").unlink(missing_ok=True)
        with open(folder / "report.txt", "w", encoding="utf-8") as report:
            report.write(" ".join(map(str, words)) + "\n")
            report.flush()
            status = wait(subprocess.Popen(words, stdout=report, stderr=subprocess.STDOUT))
        try:
            figures = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            figures = {}
        faults = [] if status == 0 else [f"exit status {status}: {EXIT_STATUS.get(status, 'the load generator failed')}"]
        faults += [f"{key} {figures[key]:.0f}" for key in MUST_BE_ZERO if figures.get(key)]
        if not figures:
            faults.append("no report")
        elif not figures.get("gw_alive"):
            faults.append("the program under test had ended")
        if figures.get("mode") == "gi":
            asked = int(options[options.index("--gi-points") + 1]) if "--gi-points" in options else 5000
            if figures["gi_points_min"] < asked or figures["gi_rounds_complete"] < figures["gi_rounds"]:
                faults.append(f"a master had {figures['gi_points_min']:.0f} of {asked} points, "
                          f"{figures['gi_rounds_complete']:.0f} of {figures['gi_rounds']:.0f} rounds ended")
        return {"figures": figures, "faults": faults, "folder": str(folder)}


def wait(process, seconds=600):
    """Its exit status. One that hangs, or is left behind by Ctrl-C, gets SIGTERM, and then stops what it had started."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
    return process.wait()


def free_ports(groups):
    """A port for each group's masters in a row, and the RTUs' ports (250 addresses share one): nobody listens on any of them now."""
    used, listening = set(), "0A"
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if os.path.exists(table):
            with open(table, encoding="ascii") as lines:
                cells = [line.split() for line in list(lines)[1:]]
                used.update(int(c[1].rsplit(":", 1)[1], 16) for c in cells if c[3] == listening)
    for first in range(20000, 32768 - groups, 100):
        if not any(port in used for port in range(first - 50, first + groups)):
            return first, first - 50
    raise SystemExit(f"compare: no {groups} free ports in a row below 32768")


def room_for(groups, masters):
    """Whether so many connections and listeners fit under the limit of open descriptors."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return hard == resource.RLIM_INFINITY or groups * (masters + 2) + 200 <= hard
