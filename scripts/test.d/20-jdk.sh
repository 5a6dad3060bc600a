# shellcheck shell=bash
# How a JDK is found, with made-up JDK folders: one file that states the version, and two programs.

fake_jdk() { # VERSION FOLDER
    mkdir -p "$2/bin"
    printf 'IMPLEMENTOR="nobody"\nJAVA_VERSION="%s"\n' "$1" >"$2/release"
    printf '#!/bin/sh\necho "java $*"\n' | tee "$2/bin/java" >"$2/bin/javac"
    chmod +x "$2/bin/java" "$2/bin/javac"
}

# find_jdk as on a machine whose only JDKs are those of the test.
found() {
    (
        unset JAVA_HOME WINNOW_JDK JDK_25 JAVA_HOME_25_X64 JAVA_HOME_25_ARM64 SDKMAN_DIR
        export HOME=$WORK/home
        # shellcheck disable=SC2329 # find_jdk calls it
        jdk_usual_folders() { printf '%s\n' "$HOME"/.jdks/*; }
        local setting
        for setting in "$@"; do export "${setting?}"; done
        find_jdk
        printf '%s\n' "$JDK"
    )
}

test_java_home_is_taken_when_it_fits() {
    fake_jdk 25.0.1 "$WORK/a"
    expect_equal "$(found JAVA_HOME="$WORK/a")" "$WORK/a"
}

test_an_old_java_home_does_not_stop_the_search() {
    fake_jdk 17.0.9 "$WORK/old"
    fake_jdk 25 "$WORK/home/.jdks/temurin-25"
    expect_equal "$(found JAVA_HOME="$WORK/old")" "$WORK/home/.jdks/temurin-25"
}

test_java_on_path_is_followed_to_its_folder() {
    fake_jdk 25.0.2 "$WORK/real"
    mkdir "$WORK/links"
    ln -s "$WORK/real/bin/java" "$WORK/links/java"
    expect_equal "$(found PATH="$WORK/links:$PATH")" "$(readlink -f "$WORK/real")"
}

test_maven_toolchains_are_read() {
    fake_jdk 25.0.1 "$WORK/tool chain"
    mkdir -p "$WORK/home/.m2"
    cat >"$WORK/home/.m2/toolchains.xml" <<XML
<toolchains><toolchain><type>jdk</type><configuration>
  <jdkHome>$WORK/none</jdkHome></configuration></toolchain>
  <toolchain><configuration><jdkHome> $WORK/tool chain </jdkHome></configuration></toolchain></toolchains>
XML
    expect_equal "$(found PATH=/usr/bin:/bin)" "$WORK/tool chain"
}

test_a_runtime_without_a_compiler_is_not_enough() {
    fake_jdk 25.0.1 "$WORK/home/.jdks/jre"
    rm "$WORK/home/.jdks/jre/bin/javac"
    expect_rc 1 found PATH=/usr/bin:/bin
    expect_in "$WORK/err" '25.0.1 without a compiler'
}

test_what_was_found_is_said_when_none_fits() {
    fake_jdk 21.0.4 "$WORK/home/.jdks/b"
    fake_jdk 26 "$WORK/home/.jdks/c"
    expect_rc 1 found PATH=/usr/bin:/bin
    expect_in "$WORK/err" 'needs a JDK 25; found '
    expect_in "$WORK/err" "21.0.4 ($WORK/home/.jdks/b), 26 ($WORK/home/.jdks/c)"
    expect_equal "$(wc -l <"$WORK/err" | tr -d ' ')" 1
}

test_the_one_named_for_winnow_rules_out_all_others() {
    fake_jdk 17.0.9 "$WORK/old"
    expect_rc 1 env WINNOW_JDK="$WORK/old" "$ROOT/scripts/winnow" --help
    expect_in "$WORK/err" "needs a JDK 25, but WINNOW_JDK is 17.0.9 ($WORK/old)"
    expect_equal "$(wc -l <"$WORK/err" | tr -d ' ')" 1
}
