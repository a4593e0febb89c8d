#!/usr/bin/env bash
# Builds the packages into artifacts/packages, with SHA256SUMS, an SBOM and third-party notices: dist/build.sh deb|portable|linux|windows|docker-check|all ...
#   deb       iec104-gateway_VERSION_amd64.deb and iec104-sim_VERSION_amd64.deb, with the runtime in them
#   portable  a tarball for every system with the .NET 10 runtime (also arm64)
#   linux     tarballs for linux-x64, with the runtime in them
#   windows   zip files for win-x64, with the runtime in them
# The version and the Debian packages' Maintainer are those of Directory.Build.props. OUT=FOLDER writes elsewhere; WORK=FOLDER keeps what was compiled, for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C
umask 022
out=$(realpath -m "${OUT:-artifacts/packages}")
if [ -n "${WORK:-}" ]; then
    mkdir -p "$WORK" && work=$(realpath "$WORK")
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$out"
property() { dotnet msbuild Gateway.Host/Gateway.Host.csproj "-getProperty:$1"; }
version=$(property Version)
maintainer="$(property Authors) <$(property MaintainerAddress)>"
# The same sources give the same archives: every file is as old as the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

project_of() { [ "$1" = iec104-gateway ] && echo Gateway.Host || echo Gateway.Simulator; }

# publish PROGRAM KIND: into $work/PROGRAM-KIND; KIND is a runtime identifier, or 'portable'.
publish() {
    local to=$work/$1-$2 arguments=(-r "$2" --self-contained true -p:PublishReadyToRun=true)
    [ "$2" = portable ] && arguments=(-p:UseAppHost=false)
    rm -rf "$to"
    # Analyzers have judged these sources where they were built for the tests.
    dotnet publish "$(project_of "$1")" -c Release "${arguments[@]}" -p:RunAnalyzers=false -p:PublishDocumentationFiles=false "-p:PathMap=$work=/work%2C$PWD=/source" -v q \
        --artifacts-path "$work/build-$2" -o "$to" </dev/null ||
        { echo "$1 for $2 cannot be published. Without the runtime's packages for $2: dist/build.sh portable" >&2; exit 1; }
    # Of tracing by LTTng, which needs a library that few machines have.
    rm -f "$to/libcoreclrtraceptprovider.so"
    find "$to" -name '*.xml' -delete
    # The gateway has the simulator as a library, for its demo; the program that can send commands is a package of its own.
    [ "$1" = iec104-sim ] || rm -f "$to"/iec104-sim "$to"/iec104-sim.exe "$to"/iec104-sim.{deps,runtimeconfig}.json
    python3 dist/sbom.py "$(project_of "$1")" "$work/build-$2" "$version" "$to"
}

# accompany PROGRAM FOLDER: licence, documents and samples.
accompany() {
    mkdir -p "$2/docs" "$2/examples"
    cp LICENSE README.md "$2/"
    cp -r docs/. "$2/docs/"
    if [ "$1" = iec104-gateway ]; then
        cp config/*.csv config/*.json "$2/examples/"
        sample >"$2/examples/iec104mm2ss.csv"
    else
        cp -r config/simulator/. "$2/examples/"
    fi
}

# The sample with its groups taken out: a fresh installation connects to nothing.
sample() {
    echo "iec104MM2SS-1port-v1.0"
    echo "# No group is active: write your own below, or take the # from the start of a row. Then: iec104-gateway validate FILE"
    tail -n +2 config/single-port.csv | sed 's/^\([0-9]\)/#\1/'
}

archive() { # FOLDER below $work, NAME.tar.gz
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -c "$1" | gzip -9n >"$out/$2"
}

done_with() { # PROGRAM KIND NAME: beside a package lies its SBOM
    cp "$work/$1-$2/sbom.cdx.json" "$out/$3.cdx.json"
    echo "$out/$3"
}

build_tarball() { # KIND
    local program name
    for program in iec104-gateway iec104-sim; do
        publish "$program" "$1"
        if [ "$1" = portable ]; then
            sed "s/PROGRAM/$program/g" dist/portable/launcher.sh >"$work/$program-$1/$program"
            sed "s/PROGRAM/$program/g" dist/portable/launcher.cmd | sed 's/$/\r/' >"$work/$program-$1/$program.cmd"
            chmod 755 "$work/$program-$1/$program"
        fi
        name=$program-$version-$1
        rm -rf "${work:?}/$name" && cp -r "$work/$program-$1" "$work/$name"
        accompany "$program" "$work/$name"
        archive "$name" "$name.tar.gz"
        done_with "$program" "$1" "$name.tar.gz"
    done
}

build_windows() {
    local program name
    for program in iec104-gateway iec104-sim; do
        publish "$program" win-x64
        name=$program-$version-win-x64
        rm -rf "${work:?}/$name" && cp -r "$work/$program-win-x64" "$work/$name"
        accompany "$program" "$work/$name"
        python3 - "$work" "$name" "$out/$name.zip" <<'P'
import os, pathlib, sys, time, zipfile
work, name, to = sys.argv[1:]
when = max(time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6], (1980, 1, 1, 0, 0, 0))
with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
    for file in sorted(p for p in pathlib.Path(work, name).rglob("*") if p.is_file()):
        info = zipfile.ZipInfo(str(file.relative_to(work)), when)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        archive.writestr(info, file.read_bytes())
P
        done_with "$program" win-x64 "$name.zip"
    done
}

build_deb() {
    local program root doc name
    for program in iec104-gateway iec104-sim; do
        publish "$program" linux-x64
        root=$work/$program-deb
        doc=$root/usr/share/doc/$program
        name=${program}_${version}_amd64.deb
        rm -rf "$root"
        mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$doc/examples" "$root/usr/share/man/man1" "$root/usr/share/lintian/overrides"
        cp -r "$work/$program-linux-x64" "$root/usr/lib/$program"
        mv "$root/usr/lib/$program"/{sbom.cdx.json,THIRD-PARTY-NOTICES.txt} "$doc/"
        gzip -9n "$doc/THIRD-PARTY-NOTICES.txt"
        find "$root/usr/lib/$program" -type f -exec chmod 644 {} +
        chmod 755 "$root/usr/lib/$program/$program"
        [ ! -f "$root/usr/lib/$program/createdump" ] || chmod 755 "$root/usr/lib/$program/createdump"
        ln -s "../lib/$program/$program" "$root/usr/bin/$program"
        gzip -9nc "dist/debian/$program.1" >"$root/usr/share/man/man1/$program.1.gz"
        cp dist/debian/copyright "$doc/copyright"
        printf '%s (%s) stable; urgency=low\n\n  * See the history of the sources.\n\n -- %s  %s\n' "$program" "$version" \
            "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9nc >"$doc/changelog.gz"
        cp "dist/debian/$program.lintian-overrides" "$root/usr/share/lintian/overrides/$program"
        if [ "$program" = iec104-gateway ]; then
            mkdir -p "$root/etc/$program" "$doc/docs" "$root/usr/share/bash-completion/completions"
            sample >"$root/etc/$program/iec104mm2ss.csv"
            echo "/etc/$program/iec104mm2ss.csv" >"$root/DEBIAN/conffiles"
            cp config/*.csv config/*.json "$doc/examples/"
            cp -r docs/. "$doc/docs/"
            cp README.md "$doc/"
            "$root/usr/bin/$program" install --root "$root" --unit-folder /usr/lib/systemd/system --program "/usr/bin/$program" >/dev/null
            "$root/usr/bin/$program" completion bash >"$root/usr/share/bash-completion/completions/$program"
            cp dist/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
            chmod 755 "$root"/DEBIAN/p*
        else
            cp -r config/simulator/. "$doc/examples/"
            cp docs/simulator.md "$doc/"
        fi
        (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
        { sed -e "s/VERSION/$version/" -e "s|MAINTAINER|${maintainer//&/\\&}|" "dist/debian/$program.control"; echo "Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)"; } |
            awk '/^Installed-Size/ { size = $0; next } { lines[++n] = $0 } END { for (i = 1; i <= n; i++) { if (lines[i] ~ /^Description:/) print size; print lines[i] } }' >"$root/DEBIAN/control"
        find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
        dpkg-deb --root-owner-group --build "$root" "$out/$name" >/dev/null
        done_with "$program" linux-x64 "$name"
    done
}

[ $# -gt 0 ] || { sed -n '2,8s/^# \?//p' "$0"; exit 2; }
[ "$1" = all ] && set -- deb portable linux windows docker-check
for what in "$@"; do
    case $what in
        deb) build_deb ;;
        portable) build_tarball portable ;;
        linux) build_tarball linux-x64 ;;
        windows) build_windows ;;
        docker-check) python3 dist/docker_check.py ;;
        *) echo "There is no '$what': deb, portable, linux, windows, docker-check, all" >&2; exit 2 ;;
    esac
done
(cd "$out" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs -r sha256sum >SHA256SUMS)
