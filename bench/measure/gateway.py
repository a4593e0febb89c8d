"""The gateway, published as a user would."""
import os
import subprocess
import sys
from pathlib import Path

from .load import free_ports

HOME = Path(__file__).resolve().parents[2]
QUIET = {"DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_NOLOGO": "1", "DOTNET_CLI_USE_MSBUILD_SERVER": "0", "MSBUILDDISABLENODEREUSE": "1"}


def publish(folder):
    """Publishes into a folder of ours, and leaves nothing in the source tree. Gives the command and how it was published."""
    plain = ["dotnet", "publish", "Gateway.Host", "-c", "Release", "-v", "q", "--artifacts-path", f"{folder}/build", "-o", f"{folder}/program"]
    compiled = [*plain, "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true"]
    for words, how in ((compiled, "compiled ahead (ReadyToRun)"), (plain, "plain (the packs of ReadyToRun could not be restored)")):
        done = subprocess.run(words, cwd=HOME, capture_output=True, text=True, env=os.environ | QUIET)
        if done.returncode == 0:
            return command(f"{folder}/program"), how
        print(f"compare: {' '.join(words)}: exit status {done.returncode}", flush=True)
    raise SystemExit(f"compare: the gateway cannot be published:\n{done.stdout}{done.stderr}")


def command(folder):
    """How a published gateway is started."""
    folder = Path(folder).resolve()
    for name, words in (("iec104-gateway", ""), ("iec104-gateway.dll", "dotnet ")):
        if (folder / name).is_file() and (folder / "plugins").is_dir():
            return f"{words}{folder / name} -n -i {{csv}}"
    raise SystemExit(f"compare: {folder} is no published gateway: iec104-gateway or its plugins folder is missing")


def commit():
    """What was measured: the commit, with a mark where files differ from it."""
    words = ["git", "describe", "--always", "--dirty=, with changes", "--abbrev=8"]
    done = subprocess.run(words, cwd=HOME, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else "no commit"


def looked_at(command, view):
    """The same gateway with its page open (look.py)."""
    port = free_ports(1)[0]
    return f"{sys.executable} {HOME}/bench/measure/look.py {port} {view} {command.replace(' -n ', f' --web 127.0.0.1:{port} ')}"
