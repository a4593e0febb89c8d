#!/usr/bin/env bash
# Kills the gateway under load, many times in each way, and counts what was lost: kills.sh [KILLS IN EACH OF THE ELEVEN WAYS, 150].
set -u
cd "$(dirname "$0")/.."
dotnet build Gateway.sln -c Release -v q || exit 1
GATEWAY_KILLS=${1:-150} dotnet test tests/Gateway.Tests.Integration -c Release --no-build --settings test.runsettings \
    --filter FullyQualifiedName~KillTests --logger "console;verbosity=detailed" | grep -E '^ acknowledge|^  (Passed|Failed)|^ +(Passed|Failed):'
