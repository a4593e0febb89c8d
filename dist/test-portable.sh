#!/usr/bin/env bash
# Unpacks the portable tarballs and runs what is in them; checks SHA256SUMS. dist/test-portable.sh [FOLDER_OF_PACKAGES]
set -euo pipefail
cd "$(dirname "$0")/.."
packages=$(realpath "${1:-artifacts/packages}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad() { echo "test-portable: not as it should be: $*"; exit 1; }
(cd "$packages" && sha256sum --quiet -c SHA256SUMS) || bad "SHA256SUMS"
for program in iec104-gateway iec104-sim; do
    tar -C "$work" -xzf "$packages/$program"-*-portable.tar.gz
    folder=$(echo "$work/$program"-*-portable)
    (cd / && "$folder/$program" --version) >"$work/version" 2>&1 || bad "$program does not start: $(cat "$work/version")"
    [[ $folder == *"-$(cut -d+ -f1 "$work/version")-portable" ]] || bad "$program is of version $(cat "$work/version")"
    for file in LICENSE THIRD-PARTY-NOTICES.txt sbom.cdx.json docs/installation.md; do
        [ -s "$folder/$file" ] || bad "$program has no $file"
    done
done
mkdir "$work/few"
for tool in dirname readlink grep; do ln -s "$(command -v $tool)" "$work/few/"; done
for program in iec104-gateway iec104-sim; do
    code=0
    env -i PATH="$work/few" DOTNET_ROOT=/nowhere /bin/sh "$(echo "$work/$program"-*-portable)/$program" --version >"$work/without" 2>&1 || code=$?
    { [ $code -eq 1 ] && grep -q "needs the .NET 10 runtime" "$work/without"; } || bad "$program without the runtime: $(cat "$work/without")"
done
gateway=$(echo "$work"/iec104-gateway-*-portable)
(cd "$work" && "$gateway/iec104-gateway" validate "$gateway/examples/single-port.csv") >"$work/validated" || bad "the sample: $(cat "$work/validated")"
# A finding that names a pattern names one that can be opened.
(cd "$work" && "$gateway/iec104-gateway" validate "$gateway/examples/iec104mm2ss.csv") >"$work/fresh" && bad "a fresh file has groups"
grep -qF "take $gateway/examples/single-port.csv as a pattern" "$work/fresh" || bad "the fresh sample: $(cat "$work/fresh")"
echo "test-portable: good"
