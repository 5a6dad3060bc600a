# shellcheck shell=bash
# A few faults on every run; all of them are a command of their own.

test_the_short_selection_of_faults_passes() {
    expect_rc 0 limit 300 "$ROOT/scripts/faults" --short --folder "$WORK/faults"
    expect_in "$WORK/out" ' scenarios passed'
}

test_a_run_in_which_nothing_is_done_is_no_success() {
    expect_rc 1 limit 120 "$ROOT/scripts/faults" 99 --folder "$WORK/faults"
}

test_sets_that_are_not_there_are_a_failed_check() {
    expect_rc 1 limit 120 "$ROOT/scripts/faults" check "$WORK/nowhere"
    expect_in "$WORK/out" 'there is no file'
}
