#!/usr/bin/env bash
# The Windows service for real, under Wine (Debian: apt-get install --no-install-recommends wine64 wine): published, installed, started, connected to,
# restarted, a second one in its folder refused, stopped, removed; then once more as the manual's 'sc create ... -c -i FILE'. On demand; takes some minutes. dist/wine-service.sh [FOLDER]
set -u
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=${1:-$(mktemp -d)}
mkdir -p "$work"
wine=$(ls /usr/lib/wine/wine64 2>/dev/null) || { echo "wine64 is not here: apt-get install --no-install-recommends wine64 wine"; exit 1; }

# A prefix of our own. Without both settings .NET fails now and then under Wine.
export WINEPREFIX="$work/prefix" WINEDEBUG=-all DOTNET_EnableWriteXorExecute=0
"$wine" winecfg -v win10 >"$work/winecfg.log" 2>&1 || { cat "$work/winecfg.log"; exit 1; }

[ -f "$work/gateway/iec104-gateway.exe" ] ||
    dotnet publish Gateway.Host -c Release -r win-x64 --self-contained true -v q --artifacts-path "$work/build" -o "$work/gateway" || exit 1
rm -rf "$work"/gateway/log "$work"/seen-*

# An RTU that lets the gateway in, so that its port listens; and, for each service, a master that gets its TESTFR answered.
cat >"$work/peers.py" <<'P'
import pathlib, socket, sys, threading, time
work = pathlib.Path(sys.argv[1])
rtu = socket.create_server(("127.0.1.60", 0))
probe = socket.create_server(("127.0.0.1", 0))
port = probe.getsockname()[1]
probe.close()
row = f"111,North,{port},32,5,60,15,10,20,8,12,1000,Y,all,127.0.1.60:{rtu.getsockname()[1]},\n"
for name in ("iec104mm2ss.csv", "second.csv"):
    (work / "gateway" / name).write_text("iec104MM2SS-1port-v1.0\n" + row)

def serve():
    while True:
        link, _ = rtu.accept()
        threading.Thread(target=lambda: [None for _ in iter(lambda: link.recv(4096), b"")], daemon=True).start()

threading.Thread(target=serve, daemon=True).start()
for name in ("first", "second"):
    asked, seen = work / f"ask-{name}", work / f"seen-{name}"
    while not asked.exists():
        time.sleep(0.2)
    answer, until = b"", time.monotonic() + 60
    while answer != bytes.fromhex("680483000000") and time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), 5, ("127.0.0.2", 0)) as master:
                master.settimeout(10)
                master.sendall(bytes.fromhex("680443000000"))
                answer = master.recv(6)
        except OSError:
            time.sleep(0.5)
    seen.write_text(f"a master's TESTFR act was answered with {answer.hex(' ')}\n")
P
rm -f "$work"/ask-*
python3 "$work/peers.py" "$work" &
peers=$!
trap 'kill $peers 2>/dev/null' EXIT
until [ -s "$work/gateway/second.csv" ]; do sleep 0.2; done

# Wine's service manager lives as long as one 'cmd /c', so all of it is one batch file; its folder is not the program's.
windows=Z:${work//\//\\}
cat >"$work/service.bat" <<B
@echo off
cd /d C:\\
set EXE="$windows\\gateway\\iec104-gateway.exe"
echo == iec104-gateway --startup manual --interactive install
%EXE% --startup manual --interactive install
echo exit code %ERRORLEVEL%
echo == install, again
%EXE% install
echo exit code %ERRORLEVEL%
echo == start --wait 60
%EXE% start --wait 60
echo exit code %ERRORLEVEL%
sc query iec104-gateway
echo x >"$windows\\ask-first"
:first
if exist "$windows\\seen-first" goto seen
%EXE% --version >nul
goto first
:seen
type "$windows\\seen-first"
echo == debug, while it runs
%EXE% debug
echo exit code %ERRORLEVEL%
echo == restart --wait 60
%EXE% restart --wait 60
echo exit code %ERRORLEVEL%
echo == another one in its folder
sc create iec104mm2ss_1 binPath= "$windows\\gateway\\iec104-gateway.exe -c -i second.csv" start= demand
sc start iec104mm2ss_1
call :stopped iec104mm2ss_1
type "$windows\\gateway\\log\\service-errors.log"
sc delete iec104mm2ss_1
echo == update --startup delayed
%EXE% update --startup delayed
echo exit code %ERRORLEVEL%
sc qc iec104-gateway
echo == stop --wait 20
%EXE% stop --wait 20
echo exit code %ERRORLEVEL%
sc query iec104-gateway
echo == remove
%EXE% remove
echo exit code %ERRORLEVEL%
sc query iec104-gateway
echo == the manual's: sc create iec104mm2ss_2 binPath= "...\\iec104-gateway.exe -c -i second.csv"
sc create iec104mm2ss_2 binPath= "$windows\\gateway\\iec104-gateway.exe -c -i second.csv" start= demand
sc start iec104mm2ss_2
echo x >"$windows\\ask-second"
:second
if exist "$windows\\seen-second" goto seentoo
%EXE% --version >nul
goto second
:seentoo
type "$windows\\seen-second"
sc query iec104mm2ss_2
sc stop iec104mm2ss_2
call :stopped iec104mm2ss_2
sc delete iec104mm2ss_2
goto :eof
:stopped
%EXE% --version >nul
sc query %1 | find "STOPPED" >nul
if errorlevel 1 goto stopped
sc query %1
B
timeout 600 "$wine" cmd /c "$windows\\service.bat" 2>&1 | tr -d '\r' | tee "$work/output.txt"
echo "== log, beside the executable"
cat "$work/gateway/log/gateway.log"
answers=$(grep -c "answered with 68 04 83 00 00 00" "$work/output.txt")
stopped=$(grep -c "STOPPED" "$work/output.txt")
refusals=$(grep -c "another gateway runs and writes its logs here" "$work/output.txt")
codes=$(sed -n 's/^exit code //p' "$work/output.txt" | tr -d '\n ')
[ "$answers" -eq 2 ] && [ "$stopped" -eq 3 ] && [ "$refusals" -gt 0 ] && [ "$codes" = 02010000 ] && echo "good" || { echo "not as it should be"; exit 1; }
