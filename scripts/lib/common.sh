# shellcheck shell=bash
# What every script here shares: messages, locks, checksums. Sourced, never run.
# Written for bash 3.2 on, which is what macOS ships: no associative arrays, no mapfile, no flock there.

# Who speaks in messages; a script sets its own before it sources this file.
: "${SPEAKER:=winnow}"

say() { printf '%s: %s\n' "$SPEAKER" "$*" >&2; }

# die CODE WORDS...: one clear line, then out. Codes: 1 failed, 2 usage, 3 not reachable, 4 refused.
die() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

have() { command -v "$1" >/dev/null 2>&1; }

# sha256_of FILE; with no FILE, of standard input.
sha256_of() {
    if have sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi | cut -d' ' -f1
}

# version_at_least HAVE WANT: compares major.minor only, which is all that is promised about either.
version_at_least() {
    local have_major=${1%%.*} have_rest=${1#*.} want_major=${2%%.*} want_rest=${2#*.}
    local have_minor=${have_rest%%[!0-9]*} want_minor=${want_rest%%[!0-9]*}
    case "$have_major$have_minor" in '' | *[!0-9]*) return 1 ;; esac
    ((have_major > want_major || (have_major == want_major && have_minor >= want_minor)))
}

# with_lock FILE COMMAND...: one at a time over all processes on this machine. The lock of a killed
# process is free again: the kernel lets go of flock, and without flock a dead owner's folder is taken over.
with_lock() {
    local lock=$1
    shift
    if have flock; then
        (
            flock -n 9 || {
                say "waiting for another run that is doing the same ($lock)"
                flock 9
            }
            "$@" 9>&-
        ) 9>>"$lock"
        return
    fi
    local owner
    until mkdir "$lock.d" 2>/dev/null; do
        owner=$(cat "$lock.d/pid" 2>/dev/null || true)
        if [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock.d"
        else
            sleep 1
        fi
    done
    echo "$$" >"$lock.d/pid"
    local rc=0
    ("$@") || rc=$?
    rm -rf "$lock.d"
    return "$rc"
}
