# shellcheck shell=bash
# When scripts/winnow builds and when not, in a small made-up tree with a Maven and a JDK that only pretend.

a_tree() {
    TREE=$WORK/tree
    mkdir -p "$TREE"/{.mvn,shared-contracts/src/main,nats-config,services/cli/src/{main,test}}
    cp -R "$ROOT/scripts" "$TREE/scripts"
    echo '<project/>' >"$TREE/pom.xml"
    echo 'class A {}' >"$TREE/services/cli/src/main/A.java"
    mkdir -p "$WORK/jdk/bin"
    echo 'JAVA_VERSION="25.0.1"' >"$WORK/jdk/release"
    # shellcheck disable=SC2016 # for the fake java
    printf '#!/bin/sh\nprintf "java %%s\\n" "$*"\nprintf "home %%s nats %%s\\n" "$WINNOW_HOME" "$WINNOW_NATS_SERVER"\n' >"$WORK/jdk/bin/java"
    cp "$WORK/jdk/bin/java" "$WORK/jdk/bin/javac"
    chmod +x "$WORK"/jdk/bin/*
    export WINNOW_JDK=$WORK/jdk
    fake mvn <<MVN
echo "\$*" >>"$WORK/mvn.log"
echo '[ERROR] a thing that Maven says'
if [[ -e $WORK/broken ]]; then exit 1; fi
if [[ -e $WORK/slow ]]; then sleep 1; fi
mkdir -p services/{cli/target/winnow,faults/target/program}/lib
echo "\$(cat services/cli/src/main/A.java)" >services/cli/target/winnow/lib/cli.jar
MVN
}

builds() { if [[ -e $WORK/mvn.log ]]; then wc -l <"$WORK/mvn.log" | tr -d ' '; else echo 0; fi; }
winnow() { expect_rc 0 "$TREE/scripts/winnow" "$@"; }

test_builds_once_and_hands_the_words_over() {
    a_tree
    winnow status 'two words'
    expect_in "$WORK/err" 'building Winnow (once'
    expect_in "$WORK/out" 'dev.winnow.cli.Winnow status two words'
    expect_in "$WORK/out" "home $TREE"
    winnow status
    [[ ! -s $WORK/err ]] || fail 'the second time is silent'
    expect_equal "$(builds)" 1
}

test_builds_again_when_a_source_changed_or_went_but_not_for_tests_and_documents() {
    a_tree
    winnow status
    echo x >"$TREE/services/cli/src/test/ATest.java"
    echo x >"$TREE/services/README.md"
    winnow status
    expect_equal "$(builds)" 1
    echo 'class B {}' >"$TREE/services/cli/src/main/B.java"
    winnow status
    expect_in "$WORK/err" 'its sources changed'
    local with_b
    with_b=$(cat "$WORK/out")
    rm "$TREE/services/cli/src/main/B.java"
    winnow status
    [[ $(cat "$WORK/out") != "$with_b" ]] || fail 'the build with the removed source still runs'
    expect_equal "$(builds)" 2 # the build before is still there, and fits again
}

test_a_failed_build_shows_the_last_lines_and_names_the_log_every_time() {
    a_tree
    touch "$WORK/broken"
    for _ in 1 2; do
        expect_rc 1 "$TREE/scripts/winnow" status
        expect_in "$WORK/err" 'a thing that Maven says'
        expect_in "$WORK/err" "$TREE/.winnow/build.log"
    done
}

test_two_at_once_build_once() {
    a_tree
    touch "$WORK/slow"
    local first
    "$TREE/scripts/winnow" status >"$WORK/first" 2>&1 &
    first=$!
    winnow status
    wait "$first" || fail "$(cat "$WORK/first")"
    expect_in "$WORK/first" 'dev.winnow.cli.Winnow status'
    expect_equal "$(builds)" 1
}

test_a_later_build_leaves_the_jars_of_the_one_before() {
    a_tree
    winnow status
    local before
    before=$(echo "$TREE"/.winnow/app/*/lib/cli.jar)
    echo 'class B {}' >"$TREE/services/cli/src/main/B.java"
    winnow status
    [[ -f $before ]] || fail 'a Winnow that runs would have lost its jars'
}

test_a_program_is_built_again_only_when_a_source_changed() {
    a_tree
    mkdir -p "$TREE/services/faults/src/main"
    faults() { expect_rc 0 "$TREE/scripts/faults" "$@"; }
    faults --short
    expect_in "$WORK/out" 'dev.winnow.faults.Faults --short'
    expect_in "$WORK/err" 'building services/faults'
    faults check x
    [[ ! -s $WORK/err ]] || fail 'the second time is silent'
    echo 'class F {}' >"$TREE/services/faults/src/main/F.java"
    faults check x
    expect_equal "$(builds)" 2
    touch "$WORK/broken"
    echo 'class B {}' >"$TREE/services/cli/src/main/B.java"
    expect_rc 1 "$TREE/scripts/faults" check x
    rm "$WORK/broken"
    faults check x
    expect_equal "$(builds)" 4
}

test_only_commands_that_start_servers_get_a_nats_server() {
    a_tree
    unset WINNOW_NATS_SERVER
    export XDG_CACHE_HOME=$WORK/cache
    fake nats-server <<<'echo "nats-server: v2.11.0"'
    winnow up --port 0
    expect_in "$WORK/out" "nats $WORK/bin/nats-server"
    winnow screen file.csv
    expect_in "$WORK/out" "nats $WORK/bin/nats-server"
    local words
    for words in 'status' 'up --help' 'screen x.csv --nats nats://127.0.0.1:4222' 'request a.b {}'; do
        # shellcheck disable=SC2086 # words
        winnow $words
        expect_not_in "$WORK/out" "$WORK/bin/nats-server"
    done
}

test_the_first_screen_after_a_build_keeps_its_classes_and_later_starts_use_them() {
    a_tree
    export WINNOW_NATS_URL=nats://127.0.0.1:1
    winnow status
    expect_not_in "$WORK/out" ArchiveClassesAtExit
    winnow screen a.csv
    expect_in "$WORK/out" "-XX:ArchiveClassesAtExit=$(echo "$TREE"/.winnow/app/*)/classes.jsa"
    winnow screen a.csv
    expect_not_in "$WORK/out" ArchiveClassesAtExit # another run is writing it, or was killed while it did
    touch "$(echo "$TREE"/.winnow/app/*)/classes.jsa"
    winnow status
    expect_in "$WORK/out" -XX:SharedArchiveFile=
}

test_no_maven_is_one_clear_line() {
    a_tree
    local tool tools=$WORK/tools
    mkdir "$tools"
    for tool in bash env cat cut date dirname basename find flock head ls mkdir mktemp printf readlink rm sed sha256sum shasum sort tail tr uname; do
        ! have "$tool" || ln -s "$(command -v "$tool")" "$tools/$tool" 2>/dev/null || true
    done
    rm -f "$WORK/bin/mvn"
    PATH=$tools MAVEN_HOME='' M2_HOME='' HOME=$WORK expect_rc 1 "$TREE/scripts/winnow" status
    expect_in "$WORK/err" 'needs Maven 3.8.7 or newer'
}

test_what_the_script_adds_is_little() {
    a_tree
    winnow status
    local started now
    started=$(date +%s%N)
    [[ $started == *N ]] && skip 'no clock finer than a second'
    for _ in 1 2 3 4 5; do "$TREE/scripts/winnow" status >/dev/null; done
    now=$(date +%s%N)
    echo "$(((now - started) / 5000000)) ms each"
    ((now - started < 5 * 400000000)) || fail 'it took more than 400 ms, and the machine cannot be that slow'
}
