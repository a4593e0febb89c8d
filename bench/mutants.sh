#!/usr/bin/env bash
# Breaks the rules on purpose, one at a time, and looks whether a test of that rule turns red: mutants.sh [--write] [RULE ...].
# Each patch of bench/mutants is applied to a copy of HEAD; its head says what it breaks (# breaks:), which test project sees it (# tests:), and,
# where that project has slow tests of the rule, which of them to run (# filter: a part of Class.Method). Without rules: all of them.
# --write puts the results into docs/rules.md; what was not tried stays there as it was. Exit status 1: a patch survived, does not apply, or does not compile.
set -u
cd "$(dirname "$0")/.." || exit 1
home=$PWD
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

write=
rules=()
for word; do
    if [ "$word" = --write ]; then write=1; else rules+=("$word"); fi
done

mapfile -t all < <(sed -nE 's/^\| ([A-Z][0-9]+) \|.*\|.*\|.*\|$/\1/p' docs/rules.md)
if [ ${#rules[@]} -eq 0 ]; then rules=("${all[@]}"); fi

patches=()
for rule in "${rules[@]}"; do
    for patch in bench/mutants/"$rule".patch bench/mutants/"$rule"-*.patch; do
        if [ -f "$patch" ]; then patches+=("$patch"); fi
    done
done

if [ ${#patches[@]} -eq 0 ]; then
    echo "no patch for: ${rules[*]}" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rule_of() { basename "$1" .patch | cut -d- -f1; }
head_of() { sed -n "s/^# $2: //p" "$1"; }

# Rule, class, method and full name of each test of a project.
list_tests() {
    find "$work/tree/tests/$1" -name '*Tests.cs' -not -path '*/obj/*' -print0 | xargs -0 awk '
        FNR == 1 { rules = "" }
        /^namespace / { space = $2; sub(/;.*/, "", space) }
        /^public .*class / { match($0, /class [A-Za-z0-9_]+/); class = substr($0, RSTART + 6, RLENGTH - 6) }
        {
            rest = $0
            while (match(rest, /TestProperty\("Rule", "[A-Z][0-9]+"/)) {
                rules = rules " " substr(rest, RSTART + 22, RLENGTH - 23)
                rest = substr(rest, RSTART + RLENGTH)
            }
        }
        /^    public / && rules != "" {
            match($0, /[A-Za-z0-9_]+\(/)
            method = substr($0, RSTART, RLENGTH - 1)
            n = split(rules, each, " ")
            for (i = 1; i <= n; i++) print each[i], class, method, space "." class "." method
            rules = ""
        }'
}

# The tests that a patch has to turn red.
tests_of() {
    local project rule part
    project=$(head_of "$1" tests)
    rule=$(rule_of "$1")
    part=$(head_of "$1" filter)
    awk -v rule="$rule" -v part="$part" '$1 == rule && (part == "" || index($2 "." $3, part))' "$work/$project.tests"
}

# The compiler's warnings are errors here, too; analyzers cost more time than all the rest.
build() { dotnet build "tests/$1" -c Release --no-restore -v q -p:RunAnalyzers=false </dev/null >"$work/build.log" 2>&1; }

run_tests() {
    local project=$1 filter=$2
    (cd "$work/tree" && timeout 300 dotnet test "tests/$project" -c Release --no-build --filter "$filter" --logger 'console;verbosity=normal' \
        --blame-hang-timeout 60s --blame-hang-dump-type none --results-directory "$work/results" </dev/null) >"$work/test.log" 2>&1
}

filter_of() { awk '{ printf "%sFullyQualifiedName=%s", (NR > 1 ? "|" : ""), $4 }' | sort -u; }

git clone -q --no-hardlinks "$home" "$work/tree" || exit 1
cd "$work/tree" || exit 1
projects=$(for patch in "${patches[@]}"; do head_of "$home/$patch" tests; done | sort -u)
echo "building $(git log -1 --format=%h)" >&2
dotnet restore Gateway.sln -v q </dev/null >"$work/build.log" 2>&1 || { tail -n 20 "$work/build.log"; exit 1; }
for project in $projects; do
    build "$project" || { tail -n 20 "$work/build.log"; exit 1; }
done

# Unbroken, all of them pass: a test that is red already proves nothing.
for project in $projects; do
    list_tests "$project" >"$work/$project.tests"
    for patch in "${patches[@]}"; do
        if [ "$(head_of "$home/$patch" tests)" = "$project" ]; then tests_of "$home/$patch"; fi
    done | sort -u -k4,4 >"$work/all"
    echo "$project: $(wc -l <"$work/all") tests without a mutant" >&2
    if ! run_tests "$project" "$(filter_of <"$work/all")"; then
        echo "red without any mutant:"
        grep -E '^ +Failed |error|Aborted' "$work/test.log"
        exit 1
    fi
done

# Verdict and tests of one patch.
try() {
    local patch=$1 project rc failed count
    project=$(head_of "$patch" tests)
    tests_of "$patch" >"$work/wanted"
    if [ ! -s "$work/wanted" ]; then
        printf 'SURVIVED\tno test of %s bears this rule\n' "$project"
        return
    fi

    if ! git apply --ignore-whitespace "$patch" 2>"$work/apply.log"; then
        printf 'DOES NOT APPLY\t%s\n' "$(head -n 1 "$work/apply.log")"
        return
    fi

    if ! build "$project"; then
        printf 'DOES NOT COMPILE\t%s\n' "$(grep -m 1 -oE '(error|warning) [A-Z]+[0-9]+: [^[]*' "$work/build.log")"
        return
    fi

    run_tests "$project" "$(filter_of <"$work/wanted")"
    rc=$?
    failed=$(sed -nE 's/^ +Failed ([A-Za-z0-9_]+).*/\1/p' "$work/test.log" | awk '!seen[$0]++')
    count=$(grep -c . <<<"$failed")
    if [ "$count" -gt 0 ]; then
        failed=$(head -n 1 <<<"$failed")
        printf 'killed\t%s.%s%s\n' "$(awk -v m="$failed" '$3 == m { print $2; exit }' "$work/wanted")" "$failed" "$([ "$count" -gt 1 ] && echo " and $((count - 1)) more")"
    elif [ $rc -eq 124 ] || grep -qi 'aborted' "$work/test.log"; then
        printf 'killed\tthe tests hang or crash\n'
    elif [ $rc -eq 0 ]; then
        printf 'SURVIVED\t%s tests\n' "$(wc -l <"$work/wanted")"
    else
        printf 'NOT RUN\t%s\n' "$(tail -n 1 "$work/test.log")"
    fi
}

bad=0
: >"$work/table"
for patch in "${patches[@]}"; do
    result=$(try "$home/$patch")
    git checkout -q -- .
    verdict=${result%%$'\t'*}
    [ "$verdict" = killed ] || bad=$((bad + 1))
    printf '%-6s %-16s %s\n' "$(basename "$patch" .patch)" "$verdict" "${result#*$'\t'}"
    printf '| %s | %s | %s%s |\n' "$(rule_of "$patch")" "$(head_of "$home/$patch" breaks)" "$([ "$verdict" = killed ] || echo "**$verdict**: ")" "${result#*$'\t'}" >>"$work/table"
done

echo "${#patches[@]} mutants, $bad not killed"
if [ -n "$write" ]; then
    cd "$home" || exit 1
    # Command substitution takes the blank lines at the end away.
    printf '%s\n\n' "$(sed '/^## Mutants$/,$d' docs/rules.md)" >"$work/page"
    sed '1,/^## Mutants$/d' docs/rules.md | grep -E '^\| [A-Z][0-9]+ \|' >"$work/before"
    {
        cat <<'T'
## Mutants

Each rule is broken on purpose by a patch of `bench/mutants`, and a test that bears the rule must turn red. `bench/mutants.sh` tries them; with `--write` it
writes this table.

| rule | what the patch breaks | what turns red |
| --- | --- | --- |
T
        for rule in "${all[@]}"; do
            grep "^| $rule |" "$work/table" || grep "^| $rule |" "$work/before"
        done
    } >>"$work/page"
    cp "$work/page" docs/rules.md
fi

[ $bad -eq 0 ]
