# shellcheck shell=bash
# A small test runner: each function test_… of a file in this folder is one test, run in a shell of its own
# with an empty folder in WORK. Sourced by scripts/test; needs ROOT.

PASSED=0 FAILED=0 SKIPPED=0

# "get-nats-server" out of ".../10-get-nats-server.sh"
part_name() {
    local name
    name=$(basename "$1" .sh)
    printf '%s' "${name#*-}"
}

# note_result NAME RC [LOG [SECONDS]]: counts and says it, with the time when it was long; 77 means skipped.
note_result() {
    case $2 in
    0)
        PASSED=$((PASSED + 1))
        printf 'ok       %s%s\n' "$1" "$( ((${4:-0} < 3)) || printf ' (%s s)' "$4")"
        ;;
    77)
        SKIPPED=$((SKIPPED + 1))
        printf 'SKIPPED  %s: %s\n' "$1" "$(tail -n 1 "$3")"
        ;;
    *)
        FAILED=$((FAILED + 1))
        printf 'FAILED   %s\n' "$1"
        [[ -z ${3:-} ]] || tail -n 40 "$3" | sed 's/^/    | /'
        ;;
    esac
}

# run_file FILE: its tests, in the order they are written.
run_file() {
    local file=$1 name rc log started
    log=$(mktemp)
    while IFS= read -r name; do
        rc=0
        started=$SECONDS
        (run_test "$file" "$name") >"$log" 2>&1 </dev/null || rc=$?
        note_result "$(part_name "$file"): ${name#test_}" "$rc" "$log" $((SECONDS - started))
    done < <(sed -n 's/^\(test_[a-zA-Z0-9_]*\)() .*/\1/p' "$file")
    rm -f "$log"
}

run_test() {
    set -euo pipefail
    WORK=$(mktemp -d "${TMPDIR:-/tmp}/winnow-test.XXXXXX")
    trap 'clean_up' EXIT
    # shellcheck source=/dev/null
    source "$1"
    "$2"
}

# Processes to end, whatever happens; a test adds to it with `also_end PID`.
TO_END=''
also_end() { TO_END="$TO_END $1"; }

clean_up() {
    local pid
    for pid in $TO_END; do kill "$pid" 2>/dev/null || true; done
    for pid in $TO_END; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$WORK"
}

skip() {
    echo "$*"
    exit 77
}

fail() {
    echo "FAILED: $*"
    exit 1
}

# expect_rc WANTED COMMAND...: runs it with output in $WORK/out and $WORK/err, shows both, compares the code.
expect_rc() {
    local wanted=$1 rc=0
    shift
    "$@" >"$WORK/out" 2>"$WORK/err" </dev/null || rc=$?
    echo "\$ $* -> $rc"
    sed 's/^/out: /' "$WORK/out" | cut -c1-300 | tail -n 20
    sed 's/^/err: /' "$WORK/err" | cut -c1-600 | tail -n 20
    [[ $rc == "$wanted" ]] || fail "exit code $rc, expected $wanted: $*"
}

expect_in() { grep -qF -- "$2" "$1" || fail "$(basename "$1") does not have: $2"; }
expect_not_in() { ! grep -qF -- "$2" "$1" || fail "$(basename "$1") has: $2"; }
expect_equal() { [[ $1 == "$2" ]] || fail "got '$1', expected '$2'"; }

# expect_quiet_end: what an error looks like from outside. The last line says it; nobody sees Java.
expect_quiet_end() {
    local mark
    [[ -s $WORK/err ]] || fail 'nothing on standard error'
    for mark in Exception 'at dev.winnow' 'at java.' 'Caused by' 'unbound variable' 'scripts/lib/'; do
        expect_not_in "$WORK/err" "$mark"
        expect_not_in "$WORK/out" "$mark"
    done
}

# wait_for SECONDS COMMAND...: until it succeeds; asks five times a second.
wait_for() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < until)) || fail "waited in vain for: $*"
        sleep 0.2
    done
}

# limit SECONDS COMMAND...: where there is a `timeout`, no longer than that.
limit() {
    if have timeout; then timeout "$@"; else
        shift
        "$@"
    fi
}

# fake NAME <<BODY: a program of that name, first on PATH.
fake() {
    mkdir -p "$WORK/bin"
    { printf '#!/usr/bin/env bash\n'; cat; } >"$WORK/bin/$1"
    chmod +x "$WORK/bin/$1"
    case :$PATH: in *:"$WORK/bin":*) ;; *) PATH=$WORK/bin:$PATH ;; esac
}

# python_tool PROGRAM PACKAGE==VERSION: puts a program that comes as a Python package first on PATH; it is
# kept in .winnow/tools. Fails where there is no Python 3 with venv, or no package mirror.
python_tool() {
    local kept=$ROOT/.winnow/tools/$1
    if [[ ! -x $kept/bin/$1 ]]; then
        have python3 || return 1
        rm -rf "$kept"
        mkdir -p "$(dirname "$kept")"
        if ! python3 -m venv "$kept" || ! "$kept/bin/pip" install -q --disable-pip-version-check "$2"; then
            rm -rf "$kept"
            return 1
        fi
    fi
    PATH=$kept/bin:$PATH
}

# The last line is what machines read.
report() {
    printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
    ((FAILED == 0))
}
