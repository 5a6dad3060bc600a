# shellcheck shell=bash
# get-nats-server: each way, with fakes for what a machine may lack; apt for real where there is a mirror.

get() { "$ROOT/scripts/get-nats-server" "$@"; }

# A machine with nothing: no cache, no server in the environment, no way but those a test lends.
bare() {
    unset WINNOW_NATS_SERVER
    export XDG_CACHE_HOME=$WORK/cache WINNOW_NATS_SERVER_RELEASES=$WORK/releases WINNOW_APT_ETC=$WORK/no-apt
    KEPT_HERE=$XDG_CACHE_HOME/winnow/bin/nats-server
    fake go <<<'echo "no module mirror" >&2; exit 1'
    fake docker <<<'exit 1'
}

fake_server() { # VERSION FILE
    mkdir -p "$(dirname "$2")"
    printf '#!/bin/sh\necho "nats-server: v%s"\n' "$1" >"$2"
    chmod +x "$2"
}

release() { # VERSION: a release archive in $WORK/releases; prints its checksum
    local platform name
    platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
    name=nats-server-v$1-$platform
    fake_server "$1" "$WORK/pack/$name/nats-server"
    mkdir -p "$WORK/releases/v$1"
    tar -czf "$WORK/releases/v$1/$name.tar.gz" -C "$WORK/pack" "$name"
    if have sha256sum; then sha256sum "$WORK/releases/v$1/$name.tar.gz"; else shasum -a 256 "$WORK/releases/v$1/$name.tar.gz"; fi | cut -d' ' -f1
}

test_the_one_in_the_environment_wins() {
    bare
    fake_server 2.11.1 "$WORK/mine"
    WINNOW_NATS_SERVER=$WORK/mine expect_rc 0 get
    expect_equal "$(cat "$WORK/out")" "$WORK/mine"
}

test_a_bad_one_in_the_environment_is_refused_and_not_worked_around() {
    bare
    WINNOW_NATS_SERVER=$WORK/none expect_rc 1 get
    expect_in "$WORK/err" 'there is no program at that path'
    fake_server 2.9.10 "$WORK/old"
    WINNOW_NATS_SERVER=$WORK/old expect_rc 1 get
    expect_in "$WORK/err" 'version 2.9.10, and Winnow needs 2.11 or newer'
}

test_one_on_path_is_used_only_when_new_enough() {
    bare
    fake nats-server <<<'echo "nats-server: v2.11.0"'
    expect_rc 0 get
    expect_equal "$(cat "$WORK/out")" "$WORK/bin/nats-server"
    fake nats-server <<<'echo "nats-server: v2.10.27"'
    WINNOW_NATS_SERVER_FROM=path expect_rc 1 get
    expect_in "$WORK/err" 'version 2.10.27'
}

test_a_release_with_the_right_checksum_is_kept_and_found_again() {
    bare
    WINNOW_NATS_SERVER_SHA256=$(release 2.77.1)
    export WINNOW_NATS_SERVER_SHA256 WINNOW_NATS_SERVER_VERSION=2.77.1
    expect_rc 0 get
    expect_equal "$(cat "$WORK/out")" "$KEPT_HERE"
    rm -r "$WORK/releases"
    expect_rc 0 get
    expect_equal "$(cat "$WORK/out")" "$KEPT_HERE"
    [[ ! -s $WORK/err ]] || fail 'the second time is silent'
}

test_a_release_with_another_checksum_is_refused() {
    bare
    release 2.14.0 >/dev/null
    WINNOW_NATS_SERVER_FROM=release expect_rc 1 get
    expect_in "$WORK/err" REFUSED
    [[ ! -e $KEPT_HERE ]] || fail 'a refused release was kept'
}

test_go_install_asks_for_the_pinned_version() {
    bare
    fake go <<'GO'
[[ $* == 'install github.com/nats-io/nats-server/v2@v2.14.0' ]] || { echo "asked: $*" >&2; exit 1; }
printf '#!/bin/sh\necho "nats-server: v2.14.0"\n' >"$GOBIN/nats-server" && chmod +x "$GOBIN/nats-server"
GO
    expect_rc 0 get
    expect_in "$WORK/err" 'nats-server 2.14.0 is now at'
}

test_docker_gives_the_binary_of_its_image_and_leaves_no_container() {
    bare
    [[ $(uname -s) == Linux ]] || skip 'the image holds a Linux binary'
    fake docker <<DOCKER
echo "\$*" >>"$WORK/docker.log"
case \$1 in
version) echo 28 ;;
create) [[ \$2 == nats:2.14.0 ]] && echo c0ffee ;;
cp) printf '#!/bin/sh\necho "nats-server: v2.14.0"\n' >"\$3"; chmod +x "\$3" ;;
esac
DOCKER
    WINNOW_NATS_SERVER_FROM=docker expect_rc 0 get
    expect_in "$WORK/docker.log" 'rm c0ffee'
}

test_apt_sources_of_both_formats_are_read() {
    mkdir -p "$WORK/apt/sources.list.d"
    cat >"$WORK/apt/sources.list" <<'LIST'
# deb http://commented.test/debian bookworm main
deb [arch=amd64 signed-by=/keys/one.gpg] http://one.test/debian bookworm main contrib # here
deb http://one.test/debian bookworm-updates main
deb-src http://one.test/debian bookworm main
LIST
    cat >"$WORK/apt/sources.list.d/two.sources" <<'SOURCES'
Types: deb deb-src
# a comment
URIs: http://two.test/debian
Suites: bookworm
 bookworm-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc=

Types: deb
Enabled: no
URIs: http://off.test/debian
Suites: bookworm
Components: main
SOURCES
    WINNOW_APT_ETC=$WORK/apt
    source "$ROOT/scripts/lib/nats-server-apt.sh"
    apt_archives bookworm >"$WORK/out"
    cat "$WORK/out"
    expect_equal "$(sed -n 1p "$WORK/out")" 'http://one.test/debian|main contrib|/keys/one.gpg'
    expect_equal "$(sed -n 2p "$WORK/out")" 'http://two.test/debian|main|\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n.\nabc='
    expect_equal "$(wc -l <"$WORK/out" | tr -d ' ')" 2
}

test_the_operating_systems_package_for_real() {
    have apt-get || skip 'no Debian or Ubuntu'
    bare
    unset WINNOW_APT_ETC
    WINNOW_NATS_SERVER_FROM=apt limit 300 "$ROOT/scripts/get-nats-server" >"$WORK/out" 2>"$WORK/err" || {
        cat "$WORK/err"
        grep -q 'cannot be read' "$WORK/err" && skip "the mirror does not answer"
        fail 'the mirror answers, and yet there is no binary'
    }
    expect_equal "$(cat "$WORK/out")" "$KEPT_HERE"
    "$KEPT_HERE" --version
}

test_with_no_way_left_the_last_line_says_what_was_tried() {
    bare
    expect_rc 1 get
    expect_quiet_end
    for way in path kept release apt go docker; do tail -n 1 "$WORK/err" | grep -q "$way: " || fail "$way is not named"; done
    tail -n 1 "$WORK/err" | grep -q 'or name one in WINNOW_NATS_SERVER' || fail 'no advice'
}

test_two_at_once_fetch_once() {
    bare
    fake go <<GO
echo run >>"$WORK/go.log"
sleep 1
printf '#!/bin/sh\necho "nats-server: v2.14.0"\n' >"\$GOBIN/nats-server" && chmod +x "\$GOBIN/nats-server"
GO
    local first
    get >"$WORK/first" 2>&1 &
    first=$!
    get >"$WORK/second" 2>&1 || fail "$(cat "$WORK/second")"
    wait "$first" || fail "$(cat "$WORK/first")"
    expect_equal "$(wc -l <"$WORK/go.log" | tr -d ' ')" 1
}

test_a_wrong_call_is_a_usage_error() {
    expect_rc 2 get --what
    WINNOW_NATS_SERVER='' WINNOW_NATS_SERVER_FROM=wish expect_rc 2 get
}
