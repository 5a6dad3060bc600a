# shellcheck shell=bash
# The stock nats tool against a running Winnow: what a user of NATS tries first. It also brings the published
# JSON Schemas of ADR-32, against which the service's own words are held.

readonly NATSCLI_VERSION=v0.4.0

# nats_tool: puts the nats tool first on PATH, or skips; built once by Go and kept in .winnow/tools.
nats_tool() {
    local kept=$ROOT/.winnow/tools/nats-$NATSCLI_VERSION
    if [[ ! -x $kept/nats ]]; then
        have go || skip 'no go on PATH: THE STOCK NATS TOOL WAS NOT TESTED'
        mkdir -p "$WORK/build"
        # A module of its own, since `go install` wants the list of all versions, which not every proxy has.
        printf 'module stock\n\ngo 1.24\n\nrequire github.com/nats-io/natscli %s\n' "$NATSCLI_VERSION" >"$WORK/build/go.mod"
        (cd "$WORK/build" && CGO_ENABLED=0 GOFLAGS=-mod=mod limit 900 go build -o "$WORK/build/nats" github.com/nats-io/natscli/nats) ||
            skip "the nats tool $NATSCLI_VERSION cannot be built from the Go module proxy: THE STOCK NATS TOOL WAS NOT TESTED"
        mkdir -p "$kept"
        mv "$WORK/build/nats" "$kept/nats"
    fi
    PATH=$kept:$PATH
    # Contexts of whoever runs the tests are none of our business.
    export XDG_CONFIG_HOME=$WORK/config
}

# stock ARGS...: one command of the tool against the Winnow that runs.
stock() { expect_rc 0 limit 30 nats --server "$NATS_URL" "$@"; }

# expect_schema VERB TYPE: what a service answers to $SRV.VERB is valid by the published schema.
expect_schema() {
    stock request "\$SRV.$1.screening" '' --raw
    cp "$WORK/out" "$WORK/$1.json"
    expect_in "$WORK/$1.json" "\"type\":\"io.nats.micro.v1.$2\""
    expect_rc 0 nats schema validate "io.nats.micro.v1.$2" "$WORK/$1.json"
}

test_the_stock_nats_tool_finds_describes_and_calls_the_services() {
    nats_tool
    start_winnow "$WORK/data"
    stock micro list
    for service in applications watchlist velocity screening; do expect_in "$WORK/out" "$service"; done
    stock micro info watchlist
    expect_in "$WORK/out" watchlist.v1.screen
    stock request watchlist.v1.lists '{}' --raw
    expect_in "$WORK/out" '"lists":'
    stock micro stats watchlist
    expect_in "$WORK/out" lists
    stock micro stats screening --json
    expect_in "$WORK/out" winnow-policies
    expect_in "$WORK/out" watchlist.v1.screen
    expect_schema PING ping_response
    expect_schema INFO info_response
    expect_schema STATS stats_response
}
