# shellcheck shell=bash
# The main job from outside: a file goes in, explained decisions come out, also when the process is killed.

screen() { limit 300 "$ROOT/scripts/winnow" screen "$@" --data "$WORK/data"; }

# decisions_in FILE: "reference decision" of every line, in order of references.
decisions_in() { sed -n 's/.*"reference":"\([^"]*\)".*"decision":"\([a-z]*\)".*/\1 \2/p' "$1" | LC_ALL=C sort; }

lines_in() { wc -l <"$1" | tr -d ' '; }

readonly SAMPLE=$ROOT/scripts/samples/applications.csv

sample_rows() { echo $(($(lines_in "$SAMPLE") - 1)); }

test_the_sample_gets_one_decision_each_and_the_same_ones_the_second_time() {
    expect_rc 0 screen "$SAMPLE" --out "$WORK/first.jsonl"
    expect_equal "$(lines_in "$WORK/first.jsonl")" "$(sample_rows)"
    expect_equal "$(decisions_in "$WORK/first.jsonl" | cut -d' ' -f1 | uniq | wc -l | tr -d ' ')" "$(sample_rows)"
    local decision
    for decision in approve refer reject; do
        decisions_in "$WORK/first.jsonl" | grep -q " $decision\$" || fail "no application of the sample ends with $decision"
    done
    expect_rc 0 screen "$SAMPLE" --out "$WORK/second.jsonl"
    grep -qi known "$WORK/out" "$WORK/err" || fail 'the second run does not say that all were known'
    diff <(decisions_in "$WORK/first.jsonl") <(decisions_in "$WORK/second.jsonl") || fail 'the decisions differ'
}

test_names_on_a_list_in_ofacs_format_are_referred_with_the_entry() {
    printf '%s\n' 'reference,kind,name,date_of_birth,nationality,document_type,document_number,document_country' \
        'l-1,person,Ivan Invented Testov,1960-02-01,,,,' 'l-2,person,INVENTED ivan TESTÓV,1960-02-01,,,,' \
        'l-3,organisation,invented trading house limited,,,,,' 'l-4,person,Zoe Mustermadchen,1975-05-05,,,,' \
        'l-5,person,Somebody Else Entirely,1990-01-01,,,,' >"$WORK/people.csv"
    expect_rc 0 screen "$WORK/people.csv" --list "ofac=$ROOT/scripts/test.d/ofac" --out "$WORK/people.jsonl"
    cat "$WORK/people.jsonl"
    local pair reference entry
    for pair in l-1:90001 l-2:90001 l-3:90002 l-4:90003; do
        reference=${pair%:*} entry=${pair#*:}
        grep "\"reference\":\"$reference\"" "$WORK/people.jsonl" >"$WORK/line"
        expect_in "$WORK/line" '"decision":"refer"'
        expect_in "$WORK/line" "\"entry\":\"$entry\""
        expect_in "$WORK/line" '"list":"ofac"'
    done
    grep '"reference":"l-5"' "$WORK/people.jsonl" >"$WORK/line"
    expect_not_in "$WORK/line" '"list":"ofac"'
}

# some_are_submitted PID: fails the test when the process ended before it could be killed.
some_are_submitted() {
    kill -0 "$1" 2>/dev/null || fail "it ended before it could be killed: $(tail -n 3 "$WORK/killed.err")"
    local port
    port=$(sed -n 's/.*"http":\([0-9]*\).*/\1/p' "$WORK/data/run.json" 2>/dev/null)
    [[ -n $port ]] && (($(metric_sum "$port" winnow_endpoint_requests_seconds_count 'endpoint="submit"') > 50))
}

# The whole process gets SIGKILL in the middle of the file; nothing cleans up after it.
test_killed_in_the_middle_and_run_again_every_application_has_exactly_one_decision() {
    local victim i
    { head -n 1 "$SAMPLE" && for i in 1 2 3; do tail -n +2 "$SAMPLE" | sed "s/^/kill-$i-/"; done; } >"$WORK/many.csv"
    "$ROOT/scripts/winnow" screen "$WORK/many.csv" --data "$WORK/data" --out "$WORK/killed.jsonl" \
        >"$WORK/killed.out" 2>"$WORK/killed.err" </dev/null &
    victim=$!
    wait_for 120 some_are_submitted "$victim"
    kill -KILL "$victim"
    wait "$victim" 2>/dev/null || true
    expect_rc 0 screen "$WORK/many.csv" --out "$WORK/after.jsonl"
    expect_equal "$(decisions_in "$WORK/after.jsonl" | cut -d' ' -f1 | uniq | wc -l | tr -d ' ')" $((3 * $(sample_rows)))
    expect_equal "$(lines_in "$WORK/after.jsonl")" $((3 * $(sample_rows)))
    expect_rc 0 screen "$WORK/many.csv" --out "$WORK/again.jsonl"
    diff <(decisions_in "$WORK/after.jsonl") <(decisions_in "$WORK/again.jsonl") || fail 'a decision changed'
}

test_up_serves_probes_lets_screen_use_it_and_drains_when_told_to_stop() {
    start_winnow "$WORK/data"
    http_get "$PROBES" /livez >"$WORK/livez"
    expect_in "$WORK/livez" ' 200'
    http_get "$PROBES" /readyz >"$WORK/readyz"
    expect_in "$WORK/readyz" ' 200'
    http_get "$PROBES" /metrics >"$WORK/metrics"
    expect_in "$WORK/metrics" 'winnow_endpoint_requests'
    expect_rc 0 screen "$SAMPLE" --out "$WORK/up.jsonl"
    expect_in "$WORK/err" 'using the Winnow that runs'
    expect_equal "$(lines_in "$WORK/up.jsonl")" "$(sample_rows)"
    end_winnow
    expect_rc 0 screen "$SAMPLE" --out "$WORK/later.jsonl"
    diff <(decisions_in "$WORK/up.jsonl") <(decisions_in "$WORK/later.jsonl") || fail 'the decisions differ'
}
