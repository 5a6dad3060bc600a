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
