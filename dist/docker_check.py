#!/usr/bin/env python3
"""Looks at dist/Dockerfile as far as is possible without an engine, and does its work without one: the build stage's commands run in a folder that has only
what the Dockerfile copies there, the last stage is laid out in another, and its entry point and health check are run as a user without rights. Root only."""
import fnmatch, json, os, pathlib, re, shlex, shutil, signal, subprocess, sys, tempfile, time

os.chdir(pathlib.Path(__file__).parent.parent)
said = []


def demand(good, what):
    if not good:
        sys.exit(f"docker-check: not as it should be: {what}")
    said.append(what)


text = re.sub(r"\\\n", " ", "".join(l for l in open("dist/Dockerfile") if not l.lstrip().startswith("#")))
lines = [l.split(None, 1) for l in text.splitlines() if l.strip()]
known = "FROM WORKDIR COPY RUN ENV VOLUME USER EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT".split()
demand(all(l[0] in known for l in lines), f"every instruction is one of {', '.join(known)}")
ignored = [l.strip().removeprefix("**/") for l in open("dist/Dockerfile.dockerignore") if l.strip()]

work = pathlib.Path(tempfile.mkdtemp(prefix="docker-check-"))
work.chmod(0o755)
stages, last = {}, None
sdk = json.load(open("global.json"))["sdk"]["version"]
major = sdk.split(".")[0]


def at(root, path, folder):
    return pathlib.Path(f"{root}/{path.lstrip('/')}" if path.startswith("/") else f"{root}/{folder.lstrip('/')}/{path}")


def copy(source, to, into_folder):
    if source.is_dir():
        shutil.copytree(source, to, dirs_exist_ok=True, ignore=lambda f, names: [n for n in names if any(fnmatch.fnmatch(n, i) for i in ignored)] if source.is_relative_to(pathlib.Path.cwd()) else [])
    else:
        to = to / source.name if into_folder else to
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, to)


try:
    for word, rest in lines:
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            demand(re.fullmatch(rf"mcr\.microsoft\.com/dotnet/(sdk|aspnet):{major}\.0", image), f"{image} is of .NET {major}, as global.json has it")
            last = {"root": work / (name or "last"), "folder": "/", "env": {}, "user": None, "image": image, "volumes": [], "modes": {}}
            last["root"].mkdir()
            stages[name or "last"] = last
            continue
        if word == "WORKDIR":
            last["folder"] = rest
            at(last["root"], rest, "/").mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            words = shlex.split(rest)
            flags = dict(f.lstrip("-").split("=", 1) for f in words if f.startswith("--"))
            *sources, to = [w for w in words if not w.startswith("--")]
            for source in sources:
                if "from" in flags:
                    path = at(stages[flags["from"]]["root"], source, "/")
                else:
                    path = pathlib.Path(source).resolve()
                    demand(path.exists() and source.split("/")[0] not in ignored, f"COPY {source}: it is there")
                demand(path.exists(), f"COPY {source}: made by the stage before") if "from" in flags else None
                target = at(last["root"], to, last["folder"])
                copy(path, target, to.endswith("/"))
                if "chown" in flags:
                    last["modes"][target] = (flags["chown"], flags.get("chmod", "755"))
        elif word == "RUN":
            demand("/sdk:" in last["image"], f"RUN stands in the build stage: {rest[:50]}")
            result = subprocess.run(["sh", "-ec", rest], cwd=at(last["root"], ".", last["folder"]), stdin=subprocess.DEVNULL, capture_output=True, text=True)
            demand(result.returncode == 0, f"RUN {rest[:50]}: exit code 0\n{'' if result.returncode == 0 else result.stdout[-2000:] + result.stderr[-2000:]}".strip())
        elif word == "ENV":
            last["env"] |= dict(w.split("=", 1) for w in shlex.split(rest))
        elif word == "VOLUME":
            last["volumes"] = json.loads(rest)
        elif word == "HEALTHCHECK":
            last["health"] = json.loads(rest.split("CMD", 1)[1])
        elif word == "ENTRYPOINT":
            last["entry"] = json.loads(rest)
        elif word == "USER":
            last["user"] = rest

    user, group = (int(n) for n in last["user"].split(":"))
    demand(user > 0 and group > 0, f"it runs as {last['user']}, not as root")
    demand("/aspnet:" in last["image"], "the last stage has the runtime alone")
    demand({last["env"]["CONFIGURATION_DIRECTORY"], last["env"]["LOGS_DIRECTORY"]} == set(last["volumes"]), "configuration and logs are volumes")
    demand(not list(last["root"].rglob("*.cs")), "no sources are in the last stage")
    for target, (owner, mode) in last["modes"].items():
        os.chown(target, *(int(n) for n in owner.split(":")))
        target.chmod(int(mode, 8))

    # The container's folders stand below $work/last here; what is said inside of the container is said of them.
    def of_here(words):
        return [w if not w.startswith("/app") else str(at(last["root"], w, "/")) for w in words]

    env = {"PATH": os.environ["PATH"], "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "HOME": "/", "TMPDIR": "/tmp", **{k: str(at(last["root"], v, "/")) for k, v in last["env"].items()}}
    config = pathlib.Path(env["CONFIGURATION_DIRECTORY"]) / "iec104mm2ss.csv"

    def run(words, **more):
        return subprocess.Popen(of_here(words), env=env, user=user, group=group, extra_groups=[], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)

    without = run(last["entry"])
    output = without.communicate(timeout=60)[0]
    demand(without.returncode == 2, f"without a configuration the container ends with 2 ({output.strip().splitlines()[-1][:80]})")
    unhealthy = run(last["health"])
    unhealthy.communicate(timeout=60)
    demand(unhealthy.returncode != 0, "the health check fails where nothing runs")
    # A port that the kernel names: the rehearsal at the start takes it for a moment.
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config.write_text(f"iec104MM2SS-1port-v1.0\nnogui\n111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.66:1,\n")
    container = run(last["entry"])
    until = time.monotonic() + 60
    healthy = False
    while time.monotonic() < until and not healthy and container.poll() is None:
        health = run(last["health"])
        health.communicate(timeout=60)
        healthy = health.returncode == 0
        time.sleep(0.3)
    container.send_signal(signal.SIGTERM)
    output = container.communicate(timeout=60)[0]
    demand(healthy, f"the health check passes while it runs{'' if healthy else output[-1500:]}")
    demand(container.returncode == 0, "SIGTERM ends it with 0")
    demand((pathlib.Path(env["LOGS_DIRECTORY"]) / "gateway.log").exists(), "its log is in the volume")
finally:
    shutil.rmtree(work, ignore_errors=True)
print(f"docker-check: good, {len(said)} checks")
