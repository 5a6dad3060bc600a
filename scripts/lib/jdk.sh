# shellcheck shell=bash
# Finds a JDK of the one feature version that Winnow is built for, without starting a JVM. Sourced.

readonly JDK_WANTED=25

# The version that a JDK folder states in its own `release` file; empty when it is none.
jdk_version() {
    local line
    [[ -r $1/release && -x $1/bin/java ]] || return 0
    while IFS= read -r line; do
        case $line in
        JAVA_VERSION=*)
            line=${line#JAVA_VERSION=}
            printf '%s' "${line//[\"$'\r']/}"
            return 0
            ;;
        esac
    done <"$1/release"
}

# jdk_consider FOLDER: sets JDK and returns 0 when it fits; else notes what it was in JDK_SEEN.
jdk_consider() {
    local home=$1 version
    version=$(jdk_version "$home")
    [[ -n $version ]] || return 1
    if [[ ${version%%[!0-9]*} == "$JDK_WANTED" ]]; then
        if [[ -x $home/bin/javac ]]; then
            JDK=$home
            return 0
        fi
        version="$version without a compiler"
    fi
    case "$JDK_SEEN" in *"($home)"*) ;; *) JDK_SEEN="$JDK_SEEN${JDK_SEEN:+, }$version ($home)" ;; esac
    return 1
}

# The JDK whose `java` is first on PATH, behind whatever links lead to it.
jdk_on_path() {
    local java
    java=$(command -v java 2>/dev/null) || return 1
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    printf '%s' "${java%/bin/java}"
}

# The folders named in Maven's toolchains file.
jdk_from_toolchains() {
    local file=${MAVEN_TOOLCHAINS:-$HOME/.m2/toolchains.xml}
    [[ -r $file ]] || return 0
    sed -n 's:.*<jdkHome>[[:space:]]*\([^<]*[^<[:space:]]\)[[:space:]]*</jdkHome>.*:\1:p' "$file"
}

# Where installers and version managers put JDKs, on Linux and macOS.
jdk_usual_folders() {
    local folder
    for folder in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/*jdk* /usr/local/lib/jvm/* \
        /opt/*jdk* /opt/java/* /opt/*/*jdk* /opt/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "${JENV_ROOT:-$HOME/.jenv}"/versions/* \
        "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
        "$HOME"/.jdks/* "$HOME"/.jabba/jdk/* "$HOME"/.gradle/jdks/* "$HOME"/.m2/jdks/* "$HOME"/jdk*; do
        [[ -d $folder/bin ]] && printf '%s\n' "$folder"
    done
    return 0
}

# find_jdk: sets JDK to the folder of a JDK that fits, or says in one line what was found, and exits 1.
# WINNOW_JDK names the one to use and rules out all others.
find_jdk() {
    local home
    # shellcheck disable=SC2034 # what the callers read
    JDK='' JDK_SEEN=''
    if [[ -n ${WINNOW_JDK:-} ]]; then
        jdk_consider "$WINNOW_JDK" && return 0
        die 1 "needs a JDK $JDK_WANTED, but WINNOW_JDK is ${JDK_SEEN:-"no JDK: $WINNOW_JDK"}"
    fi
    for home in "${JAVA_HOME:-}" "$(jdk_on_path || true)" "${JDK_25:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}"; do
        [[ -n $home ]] && jdk_consider "$home" && return 0
    done
    while IFS= read -r home; do
        jdk_consider "$home" && return 0
    done < <(jdk_from_toolchains; jdk_usual_folders)
    die 1 "needs a JDK $JDK_WANTED; found ${JDK_SEEN:-none}. Install one, or name its folder in JAVA_HOME"
}
