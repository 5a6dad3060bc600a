# shellcheck shell=bash
# Bad input and a bad machine: each ends with one clear line and a fitting code, and nobody sees Java.

winnow() { "$ROOT/scripts/winnow" "$@"; }

# refused_file CODE WORDS FILE: screening it ends so, and the words are in what it says.
refused_file() {
    expect_rc "$1" limit 120 "$ROOT/scripts/winnow" screen "$3" --data "$WORK/data"
    expect_quiet_end
    tail -n 1 "$WORK/err" | grep -qiE -- "$2" || fail "the last line does not say: $2"
}

readonly HEADER=reference,kind,name

test_a_missing_file() { refused_file 2 'no such file|not exist|no file' "$WORK/none.csv"; }

test_an_empty_file() {
    : >"$WORK/empty.csv"
    refused_file 1 'empty|no usable row|no header' "$WORK/empty.csv"
}

test_a_directory() {
    mkdir "$WORK/folder.csv"
    refused_file 2 'director|folder' "$WORK/folder.csv"
}

test_a_wrong_header() {
    printf 'reference,kind,nmae\na-1,person,Ann Example\n' >"$WORK/wrong.csv"
    refused_file 1 'nmae' "$WORK/wrong.csv"
}

test_invalid_utf_8() {
    printf '%s\na-1,person,Ann \xff\xfe Example\n' "$HEADER" >"$WORK/latin.csv"
    refused_file 1 'UTF-8' "$WORK/latin.csv"
}

test_a_line_of_100_megabytes() {
    { printf '%s\na-1,person,' "$HEADER" && head -c 100000000 /dev/zero | tr '\0' x && echo; } >"$WORK/long.csv"
    refused_file 1 'line|row' "$WORK/long.csv"
}

test_no_usable_row() {
    printf '%s\na-1,cat,Ann Example\n,person,Ben Example\n' "$HEADER" >"$WORK/unusable.csv"
    refused_file 1 'no usable row|no row' "$WORK/unusable.csv"
}

test_an_unknown_option_and_no_command() {
    expect_rc 2 winnow screen --fiel x
    expect_quiet_end
    expect_rc 2 winnow wish
    expect_quiet_end
}

test_an_occupied_port() {
    local port
    listen_somewhere
    expect_rc 1 limit 120 "$ROOT/scripts/winnow" up --data "$WORK/data" --port "$port"
    expect_quiet_end
    tail -n 1 "$WORK/err" | grep -q "$port" || fail 'the port is not named'
}

test_no_nats_server_to_be_had() {
    printf '%s\na-1,person,Ann Example\n' "$HEADER" >"$WORK/one.csv"
    unset WINNOW_NATS_SERVER
    expect_rc 1 env XDG_CACHE_HOME="$WORK/none" WINNOW_NATS_SERVER_FROM=kept "$ROOT/scripts/winnow" screen "$WORK/one.csv" --data "$WORK/data"
    expect_quiet_end
    tail -n 1 "$WORK/err" | grep -q 'no nats-server could be had' || fail 'the reason is not said'
}

test_nobody_listens() {
    expect_rc 3 limit 60 "$ROOT/scripts/winnow" request watchlist.v1.lists '{}' --nats nats://127.0.0.1:1
    expect_quiet_end
}

# The same for a JDK that is too old is in 20-jdk.sh.
