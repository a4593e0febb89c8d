#!/bin/sh
# Starts PROGRAM with the .NET runtime of this machine.
folder=$(dirname "$(readlink -f "$0")")
dotnet=$(command -v dotnet || true)
[ -n "$dotnet" ] || [ ! -x "${DOTNET_ROOT:-/usr/lib/dotnet}/dotnet" ] || dotnet=${DOTNET_ROOT:-/usr/lib/dotnet}/dotnet
if [ -z "$dotnet" ] || ! "$dotnet" --list-runtimes | grep -q '^Microsoft\.AspNetCore\.App 10\.'; then
    echo "PROGRAM needs the .NET 10 runtime with ASP.NET Core (aspnetcore-runtime-10.0), which is not here." >&2
    echo "Install it, or take a package that has it in it: the .deb, the linux-x64 tarball, the win-x64 zip." >&2
    exit 1
fi
exec "$dotnet" "$folder/PROGRAM.dll" "$@"
