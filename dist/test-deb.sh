#!/usr/bin/env bash
# Installs the Debian packages in a clean Debian, starts the gateway as its unit would, with the sample configuration and as the service's user, lets the
# simulator carry traffic through it, upgrades, removes and purges it; once on a machine without systemd, once on one that has it.
# Root only; needs mmdebstrap and iproute2. The machine itself is left alone. dist/test-deb.sh [FOLDER_OF_PACKAGES]; ends with 'good' or 'not as it should be'.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
user=iec104-gateway
checks=0

check() { # WHAT COMMAND...
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/tmp/checked 2>&1 || { echo "not so: $what: $*"; tail -n 25 /tmp/checked; exit 1; }
}
absent() { local path; for path in "$@"; do [ ! -e "$path" ] || { ls -ld "$path"; return 1; }; done; }
says() { grep -qF -- "$1" "$2" || { cat "$2"; return 1; }; }
owned() { [ "$(stat -c '%U:%G %a' "$2")" = "$1" ] || { stat -c '%U:%G %a %n' "$2"; return 1; }; }
no_user() { ! getent passwd "$user" && ! getent group "$user"; }
ends_with() { local code=0; "${@:2}" || code=$?; [ "$code" -eq "$1" ] || { echo "exit code $code"; return 1; }; }

# What systemd makes of the unit: its folders, its user, its umask, its ExecStart.
as_the_unit() {
    local unit=/usr/lib/systemd/system/$user.service
    local start
    start=$(sed -n 's/^ExecStart=//p' "$unit")
    install -d -m 0700 -o $user -g $user /run/$user
    exec setpriv --reuid=$user --regid=$user --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all env -i PATH=/usr/bin:/bin \
        CONFIGURATION_DIRECTORY=/etc/$user LOGS_DIRECTORY=/var/log/$user STATE_DIRECTORY=/var/lib/$user RUNTIME_DIRECTORY=/run/$user \
        sh -c "umask $(sed -n 's/^UMask=//p' "$unit"); cd /; exec $start"
}

# In the clean root, in namespaces of its own: no network but its own loopback.
inside() {
    local log=/var/log/$user/gateway.log file=/etc/$user/iec104mm2ss.csv gateway code
    ip link set lo up
    if [ -e /usr/bin/systemd-sysusers ]; then
        # As if systemd ran: what the package asks of it is written down.
        mkdir -p /run/systemd/system
        printf '#!/bin/sh\necho "systemctl $*" >>/tmp/asked\n[ "$1" != list-units ] || echo "iec104-gateway@north.service loaded active running x"\n' >/usr/local/sbin/systemctl
        printf '#!/bin/sh\necho "invoke $*" >>/tmp/asked\n' >/usr/local/sbin/deb-systemd-invoke
        chmod 755 /usr/local/sbin/*
        asked() { check "systemd is asked: $1" says "$1" /tmp/asked; }
        PATH=/usr/local/sbin:$PATH
    else
        asked() { check "systemd is not asked" absent /tmp/asked; }
    fi
    check "the packages install" dpkg -i /packages/iec104-gateway_*.deb /packages/iec104-sim_*.deb
    cp /tmp/checked /tmp/installed
    check "the next step is told" says "validate /etc/iec104-gateway/iec104mm2ss.csv" /tmp/installed
    check "the package's state is whole" dpkg --audit
    asked "systemctl --system daemon-reload"
    check "nothing is started or enabled" sh -c "! grep -E 'invoke|enable|start' /tmp/asked"
    check "the user is there" getent passwd $user
    check "without a shell" sh -c "getent passwd $user | grep -q ':/usr/sbin/nologin$'"
    check "the logs are the user's" owned "$user:$user 750" /var/log/$user
    check "nothing is enabled" absent /etc/systemd/system/multi-user.target.wants/$user.service
    check "the version" sh -c "iec104-gateway --version | grep -qF \"\$(dpkg-query -f '\${Version}' -W iec104-gateway)\""
    check "a fresh installation has no group" ends_with 2 iec104-gateway validate $file

    # As the sample says: the # away.
    sed -i 's/^#\([0-9]\)/\1/' $file
    check "the sample is good" iec104-gateway validate $file
    (as_the_unit) >/tmp/output 2>&1 &
    gateway=$!
    for _ in $(seq 100); do
        grep -qsF "2 groups of $file are running" $log && break
        kill -0 $gateway 2>/dev/null || break
        sleep 0.2
    done
    check "the gateway runs" says "2 groups of $file are running" $log
    check "as its user" sh -c "[ \$(ps -o user:32= -p $gateway) = $user ]"
    check "status finds it" sh -c "iec104-gateway status | tee /dev/stderr | grep -q North"
    check "traffic from end to end" iec104-sim test /usr/share/doc/iec104-sim/examples/end-to-end.scenario
    check "the group's log" says "startdt act/con done." "/var/log/$user/111-North.log"
    check "the audit" says '"event":"asked"' "/var/log/$user/audit.jsonl"
    check "logs are for the group, not for others" owned "$user:$user 640" $log
    check "reload" iec104-gateway reload

    # A later version, built of this one, while it runs.
    dpkg-deb -R /packages/iec104-gateway_*.deb /tmp/later
    sed -i 's/^Version: .*/&+later/' /tmp/later/DEBIAN/control
    echo "# another sample" >>/tmp/later/etc/$user/iec104mm2ss.csv
    dpkg-deb -Znone --root-owner-group --build /tmp/later /tmp/later.deb >/dev/null
    check "an upgrade" dpkg --force-confold -i /tmp/later.deb
    asked "invoke try-restart iec104-gateway@north.service"
    check "the configuration is kept" says "111,North,2404" $file
    check "traffic after the upgrade, before the restart" iec104-sim test /usr/share/doc/iec104-sim/examples/end-to-end.scenario

    kill -TERM $gateway
    code=0
    wait $gateway || code=$?
    check "it ends with 0" [ $code -eq 0 ]
    [ ! -e /usr/bin/systemd-sysusers ] || check "the unit is good" systemd-analyze verify /usr/lib/systemd/system/$user.service

    check "remove" dpkg -r iec104-gateway
    asked "invoke stop iec104-gateway@north.service"
    check "the program is gone" absent /usr/bin/iec104-gateway /usr/lib/iec104-gateway /usr/lib/systemd/system/$user.service
    check "configuration, logs and user stay" says "111,North,2404" $file
    check "logs stay" test -s $log
    check "purge" dpkg -P iec104-gateway iec104-sim
    check "all is gone" absent /etc/$user /var/log/$user /var/lib/$user /run/$user /usr/lib/sysusers.d/$user.conf /usr/share/doc/$user /usr/lib/iec104-sim
    check "the user, too" no_user
    echo "$checks checks"
}

if [ "${1:-}" = --inside ]; then
    inside
    exit
fi

cd "$(dirname "$0")/.."
packages=$(realpath "${1:-artifacts/packages}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad() { echo "test-deb: not as it should be"; exit 1; }
for also in "" ,systemd; do
    root=$work/root${also#,}
    # What the packages depend on, and what this test uses. A mirror may stumble once.
    for try in 1 2; do
        mmdebstrap --mode=root --variant=minbase --include="libssl3,libstdc++6,iproute2,procps$also" bookworm "$root" >"$work/made.log" 2>&1 && break
        rm -rf "$root"
        [ $try -eq 1 ] || { tail -n 20 "$work/made.log"; bad; }
    done
    mkdir "$root/packages"
    cp "$packages"/iec104-{gateway,sim}_*_amd64.deb "$root/packages/" || bad
    cp dist/test-deb.sh "$root/packages/"
    # Nothing is started by an installation.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod 755 "$root/usr/sbin/policy-rc.d"
    echo "test-deb: a machine $([ -n "$also" ] && echo "with the programs of systemd" || echo "without systemd")"
    unshare --net --mount --pid --fork --kill-child --uts --ipc sh -c '
        mount -t proc proc "$1/proc" && mount -t tmpfs -o mode=0755 tmpfs "$1/run" && mount -t tmpfs tmpfs "$1/dev" &&
        for d in null zero random urandom; do : >"$1/dev/$d" && mount --bind "/dev/$d" "$1/dev/$d"; done &&
        exec chroot "$1" /bin/bash /packages/test-deb.sh --inside' - "$root" || bad
    rm -rf "$root"
done
echo "test-deb: good"
