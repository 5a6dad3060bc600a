# shellcheck shell=bash
# Servers for tests: something that occupies a port, and a Winnow that runs. Sourced by scripts/test.

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# listen_somewhere: sets `port` to one that is taken until the test ends.
listen_somewhere() {
    "$WINNOW_NATS_SERVER" -a 127.0.0.1 -p -1 --ports_file_dir "$WORK" >"$WORK/listener.log" 2>&1 &
    also_end $!
    wait_for 20 compgen -G "$WORK/nats-server*.ports"
    # shellcheck disable=SC2034 # for the caller
    port=$(sed -n 's|.*nats://127.0.0.1:\([0-9]*\)".*|\1|p' "$WORK"/nats-server*.ports | head -n 1)
}

# start_winnow DATA [OPTIONS...]: a Winnow on free ports; sets UP_PID, NATS_URL and PROBES, a port.
start_winnow() {
    local data=$1
    shift
    "$ROOT/scripts/winnow" up --data "$data" --port 0 --http-port 0 "$@" >"$WORK/up.out" 2>"$WORK/up.err" </dev/null &
    UP_PID=$!
    also_end "$UP_PID"
    wait_for 120 is_up
    NATS_URL=$(sed -n 's|^ *NATS *\(nats://[^ ]*\).*|\1|p' "$WORK/up.out")
    PROBES=$(sed -n 's|^ *probes *http://127.0.0.1:\([0-9]*\)/.*|\1|p' "$WORK/up.out")
    cat "$WORK/up.out"
    [[ -n $NATS_URL && -n $PROBES ]] || fail "winnow up does not say where it listens"
}

is_up() {
    kill -0 "$UP_PID" 2>/dev/null || fail "winnow up ended: $(tail -n 3 "$WORK/up.err")"
    grep -q '^Winnow is up' "$WORK/up.out"
}

# end_winnow: as an operator does; it must drain and end with 0.
end_winnow() {
    local rc=0
    kill -TERM "$UP_PID"
    wait "$UP_PID" || rc=$?
    expect_equal "$rc" 0
}

# http_get PORT PATH: the whole answer. Without curl, which a machine may lack.
http_get() {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    cat <&3
    exec 3>&-
}

# metric_sum PORT NAME LABEL: the sum over all series of that name with that label.
metric_sum() { http_get "$1" /metrics | awk -v name="$2" -v label="$3" 'index($0, name "{") == 1 && index($0, label) { sum += $NF } END { printf "%d", sum }'; }

# A name that is on the sample list.
listed_name() { awk -F, 'NR > 1 && /person/' "$ROOT/scripts/samples/watchlist.csv" | head -n 1 | sed 's/^[^,]*,[^,]*,"\{0,1\}\([^"]*\)"\{0,1\},.*/\1/'; }
