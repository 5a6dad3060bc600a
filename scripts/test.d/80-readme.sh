# shellcheck shell=bash
# Every command in README.md, in order, in a fresh copy of what would be committed.

# shellcheck source=readme.sh
source "$ROOT/scripts/test.d/readme.sh"

# fresh_copy FOLDER: the files that a clone would have, with nothing built.
fresh_copy() {
    mkdir -p "$1"
    if git -C "$ROOT" rev-parse >/dev/null 2>&1; then
        (cd "$ROOT" && git ls-files -co --exclude-standard -z | while IFS= read -r -d '' file; do
            [[ ! -e $file ]] || printf '%s\0' "$file"
        done | tar -cf - --null -T -) | tar -xf - -C "$1"
    else
        (cd "$ROOT" && tar -cf - --exclude .winnow --exclude target .) | tar -xf - -C "$1"
    fi
}

end_background() {
    [[ -n ${BACKGROUND:-} ]] || return 0
    kill -TERM "$BACKGROUND" 2>/dev/null || true
    wait "$BACKGROUND" || fail "what ran in the background ended with $?: $(tail -n 5 "$WORK/background")"
    BACKGROUND=''
}

readme_winnow_is_up() {
    kill -0 "$BACKGROUND" 2>/dev/null || fail "it ended: $(tail -n 5 "$WORK/background")"
    grep -q '^Winnow is up' "$WORK/background"
}

run_block() {
    local block=$1 mode=$2
    case $mode in
    run)
        (cd "$WORK/copy" && limit 600 bash -euo pipefail "$block") || fail "exit code $? from $(cat "$block")"
        ;;
    background)
        (cd "$WORK/copy" && exec bash -euo pipefail -c "exec $(cat "$block")") >"$WORK/background" 2>&1 &
        BACKGROUND=$!
        also_end "$BACKGROUND"
        wait_for 300 readme_winnow_is_up
        ;;
    end) end_background && run_block "$block" run ;;
    as\ *) ;;
    *) fail "README.md: what is '$mode'?" ;;
    esac
}

test_every_command_works_as_written() {
    port_is_free 4222 || skip 'something listens on port 4222, which the README uses: ITS COMMANDS WERE NOT TESTED'
    fresh_copy "$WORK/copy"
    mkdir -p "$WORK/copy/lists" "$WORK/blocks"
    cp -R "$ROOT/scripts/test.d/ofac" "$WORK/copy/lists/ofac"
    blocks_of "$ROOT/README.md" "$WORK/blocks"
    local block mode
    for block in "$WORK"/blocks/*.sh; do
        mode=$(cat "${block%.sh}.mode")
        sed "s/^/($mode) \$ /" "$block"
        run_block "$block" "$mode"
    done
    end_background
}

test_what_the_readme_links_to_is_there() {
    local document target
    for document in README.md services/README.md scripts/README.md; do
        while IFS= read -r target; do
            [[ -e $ROOT/$(dirname "$document")/$target ]] || fail "$document links to $target, which is not there"
        done < <(sed -n 's/.*](\([^)#:]*\)[^)]*).*/\1/p' "$ROOT/$document" | grep -v '^http' | sort -u)
    done
}

test_blocks_are_taken_out_in_order() {
    printf '%s\n' '# t' '```sh' 'echo one' 'echo two' '```' '```json' '{}' '```' '<!-- test: background -->' '' \
        '```sh' 'sleep 9' '```' >"$WORK/x.md"
    mkdir "$WORK/b"
    blocks_of "$WORK/x.md" "$WORK/b"
    expect_equal "$(cat "$WORK"/b/01.mode "$WORK"/b/01.sh "$WORK"/b/02.mode "$WORK"/b/02.sh | tr '\n' '|')" \
        'run|echo one|echo two|background|sleep 9|'
}
