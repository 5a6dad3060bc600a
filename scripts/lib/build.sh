# shellcheck shell=bash
# Builds the command line tool when its sources changed, into a folder of its own under .winnow/app, so
# that a later build never pulls the jars from under a Winnow that is running. Sourced; needs ROOT and JDK.

# find_mvn: sets MVN.
find_mvn() {
    local home
    if have mvn; then
        MVN=mvn
        return 0
    fi
    for home in "${MAVEN_HOME:-}" "${M2_HOME:-}" "${SDKMAN_DIR:-$HOME/.sdkman}/candidates/maven/current"; do
        if [[ -n $home && -x $home/bin/mvn ]]; then
            MVN=$home/bin/mvn
            return 0
        fi
    done
    die 1 "needs Maven 3.8.7 or newer to build itself; found no mvn on PATH and none in MAVEN_HOME"
}

# The Maven that SpotBugs runs with when the machine's own is older than 3.8.9.
readonly CHECKS_MAVEN=3.9.16

# find_checks_mvn: sets MVN to one that is new enough for all checks; Maven fetches its successor itself.
find_checks_mvn() {
    local version home=${XDG_CACHE_HOME:-$HOME/.cache}/winnow/apache-maven-$CHECKS_MAVEN fresh
    find_mvn
    version=$(JAVA_HOME=$JDK "$MVN" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    if [[ $(printf '%s\n' 3.8.9 "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1) == 3.8.9 ]]; then
        return 0
    fi
    if [[ ! -x $home/bin/mvn ]]; then
        say "getting Maven $CHECKS_MAVEN for SpotBugs; this machine's is $version (once)"
        mkdir -p "${home%/*}"
        fresh=$(mktemp -d "${home%/*}/maven.XXXXXX")
        (cd "$ROOT" && JAVA_HOME=$JDK "$MVN" -q -B -N dependency:unpack -Dmdep.overWriteReleases -DoutputDirectory="$fresh" \
            -Dartifact="org.apache.maven:apache-maven:$CHECKS_MAVEN:zip:bin") >&2 </dev/null ||
            die 1 "Maven $CHECKS_MAVEN cannot be fetched; install Maven 3.8.9 or newer"
        chmod +x "$fresh/apache-maven-$CHECKS_MAVEN/bin/mvn"
        mv "$fresh/apache-maven-$CHECKS_MAVEN" "$home" 2>/dev/null || true # another run was faster
        rm -rf "$fresh"
    fi
    MVN=$home/bin/mvn
}

# source_list MODULE...: one line per source file with its size and time of change, what a stamp is made of. Tests
# and documents do not matter to what runs, nor do modules that nothing is built on, but those named.
source_list() {
    local module
    local -a others=()
    for module in benchmarks faults; do
        [[ " $* " == *" $module "* ]] || others+=(-o -path "services/$module")
    done
    local -a list=(-printf '%p %s %T@\n')
    if ! find . -maxdepth 0 -printf '' 2>/dev/null; then list=(-exec stat -f '%N %z %Fm' '{}' '+'); fi
    find pom.xml .mvn shared-contracts nats-config services \
        \( -name target -o -name test -o -name '*.md' "${others[@]}" \) -prune -o -type f "${list[@]}" | LC_ALL=C sort
}

source_stamp() { (cd "$ROOT" && { source_list "$@"; printf '%s\n' "$JDK"; } | sha256_of) | cut -c1-16; }

# ensure_built: sets APP to the folder with lib/*.jar of exactly these sources.
ensure_built() {
    local stamp
    stamp=$(source_stamp)
    APP=$ROOT/.winnow/app/$stamp
    [[ -f $APP/complete ]] && return 0
    mkdir -p "$ROOT/.winnow/app" 2>/dev/null || die 1 "cannot write to $ROOT/.winnow, where the build is kept"
    with_lock "$ROOT/.winnow/build.lock" build_if_missing
}

build_if_missing() {
    # Another run may have built it while this one waited for the lock.
    [[ -f $APP/complete ]] && return 0
    find_mvn
    local log=$ROOT/.winnow/build.log started=$SECONDS
    if compgen -G "$ROOT/.winnow/app/*/complete" >/dev/null; then
        say 'building Winnow: its sources changed (about 30 seconds)'
    else
        say "building Winnow (once, about $BUILD_SECONDS seconds; the very first time Maven also fetches libraries)"
    fi
    if ! (cd "$ROOT" && run_maven_build "$log"); then
        say "the build failed; the last lines of $log:"
        tail -n 15 "$log" >&2
        exit 1
    fi
    keep_build
    say "built in $((SECONDS - started)) s"
}

readonly BUILD_SECONDS=60

# `package` stops before the checks, which belong to ./scripts/test; tests are neither compiled nor run.
run_maven_build() {
    local log=$1
    # Maven only adds to this folder: a jar of an earlier version would stay.
    rm -rf services/cli/target/winnow
    local -a command=("$MVN" -B -pl services/cli -am package -Dmaven.test.skip=true -Dstyle.color=never)
    if [[ -t 2 ]]; then
        JAVA_HOME=$JDK "${command[@]}" 2>&1 </dev/null | tee "$log" | show_modules
    else
        JAVA_HOME=$JDK "${command[@]}" >"$log" 2>&1 </dev/null
    fi
}

# On a terminal: one line that changes, with the module that is being built.
show_modules() {
    local line
    while IFS= read -r line; do
        case $line in
        '[INFO] Building '*'['*'/'*']')
            line=${line#'[INFO] Building '}
            printf '\r\033[K  %s %s' "[${line##*[}" "${line%% *}" >&2
            ;;
        esac
    done
    printf '\r\033[K' >&2
}

# Copies the jars into place under one name that appears only when all of them are there, and removes
# builds that are older than the one before.
keep_build() {
    local built=$ROOT/services/cli/target/winnow/lib fresh old
    compgen -G "$built/*.jar" >/dev/null || die 1 "the build made no jars in $built; see $ROOT/.winnow/build.log"
    fresh=$(mktemp -d "$ROOT/.winnow/app/new.XXXXXX")
    cp -Rp "$built" "$fresh/lib"
    : >"$fresh/complete"
    chmod 755 "$fresh"
    rm -rf "$APP"
    mv "$fresh" "$APP"
    # shellcheck disable=SC2012 # the names are stamps of our own making
    ls -1t "$ROOT/.winnow/app" | tail -n +3 | while IFS= read -r old; do
        rm -rf "$ROOT/.winnow/app/$old"
    done
}

# build_program MODULE: builds a program that is no part of the command line tool, with its libraries; sets LIB to
# the folder with its jars. Does nothing when they are of exactly these sources.
build_program() {
    local module=$1 log=$ROOT/.winnow/$1-build.log stamp kept
    LIB=$ROOT/services/$module/target/program/lib
    kept=${LIB%/lib}/stamp
    stamp=$(source_stamp "$module")
    [[ ! -d $LIB || $(cat "$kept" 2>/dev/null) != "$stamp" ]] || return 0
    find_mvn
    mkdir -p "$ROOT/.winnow"
    say "building services/$module"
    # Maven only adds to this folder: a jar of an earlier version would stay.
    rm -rf "$LIB" "$kept"
    if ! (cd "$ROOT" && JAVA_HOME=$JDK "$MVN" -B -pl "services/$module" -am package -Dmaven.test.skip=true \
        -Dstyle.color=never >"$log" 2>&1 </dev/null); then
        tail -n 15 "$log" >&2
        die 1 "the build failed; see $log"
    fi
    printf '%s\n' "$stamp" >"$kept"
}
