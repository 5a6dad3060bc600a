# shellcheck shell=bash
# The ways to come by a nats-server. Sourced by get-nats-server. A way is a function from_<name> that
# leaves a binary at $SCRATCH/nats-server and returns 0, or says why not in WHY and returns 1.

# Older ones cannot give a consumer to one process at a time, which keeps the order of a key across replicas.
readonly NATS_MINIMUM=2.11
readonly NATS_VERSION=${WINNOW_NATS_SERVER_VERSION:-2.14.0}
readonly NATS_RELEASES=${WINNOW_NATS_SERVER_RELEASES:-https://github.com/nats-io/nats-server/releases/download}
# By the XDG rules a relative XDG_CACHE_HOME does not count. The tests and services look here too.
case ${XDG_CACHE_HOME:-} in
/*) readonly KEPT=$XDG_CACHE_HOME/winnow/bin/nats-server ;;
*) readonly KEPT=$HOME/.cache/winnow/bin/nats-server ;;
esac
WHY='' TRIED='' FOUND='' SCRATCH=''

# tried WAY WHY: remembered for the last word when all ways fail.
tried() { TRIED="$TRIED${TRIED:+; }$1: $2"; }

# The checksums that the project publishes with release 2.14.0.
release_checksum() {
    if [[ -n ${WINNOW_NATS_SERVER_SHA256:-} ]]; then
        printf '%s' "$WINNOW_NATS_SERVER_SHA256"
        return
    fi
    case $NATS_VERSION-$1 in
    2.14.0-linux-amd64) printf 3d8b74dfad39af184c765a6dd120441ed1c648d6672eddf6b304f222661251b8 ;;
    2.14.0-linux-arm64) printf ce7dc5f7d97b70dabc38b13157fed28d7d06227860676143c15c62c5c297996c ;;
    2.14.0-darwin-amd64) printf c307afaa5810dea24bfe5bb0cd895ddc7c47946f359823336ef3be1a41bdddfa ;;
    2.14.0-darwin-arm64) printf 36f28cf166e5ae5dd88d700a609c810b97ffad641e0c51b49cf8fae25fb3fac7 ;;
    esac
}

platform() {
    local os arch
    os=$(uname -s | tr '[:upper:]' '[:lower:]')
    arch=$(uname -m)
    case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
    printf '%s-%s' "$os" "$arch"
}

# usable BINARY: whether it runs and is new enough; VERSION or WHY says the rest.
usable() {
    local said
    if [[ ! -x $1 || -d $1 ]]; then
        WHY="there is no program at that path"
        return 1
    fi
    said=$("$1" --version 2>&1 </dev/null) || {
        WHY="it does not run here: $(head -n 1 <<<"$said")"
        return 1
    }
    VERSION=$(sed -n 's/.*nats-server: v\{0,1\}\([0-9][^ ]*\).*/\1/p' <<<"$said" | head -n 1)
    if ! version_at_least "$VERSION" "$NATS_MINIMUM"; then
        WHY="it is version ${VERSION:-unknown}, and Winnow needs $NATS_MINIMUM or newer"
        return 1
    fi
}

from_path() {
    FOUND=$(command -v nats-server 2>/dev/null) || {
        WHY='no nats-server on PATH'
        return 1
    }
    usable "$FOUND" || {
        WHY="$FOUND: $WHY"
        return 1
    }
}

# download URL FILE: short patience for a host that cannot be reached, more for a slow line. The URL may be
# a path, for machines that get their releases from a folder.
download() {
    if [[ $1 == /* ]]; then
        cp "$1" "$2" 2>"$SCRATCH/said"
    elif have curl; then
        curl -fsSL --connect-timeout 5 --max-time 300 -o "$2" "$1" 2>"$SCRATCH/said"
    elif have wget; then
        wget -q --tries=1 --connect-timeout=5 --read-timeout=60 -O "$2" "$1" 2>"$SCRATCH/said"
    else
        echo 'there is neither curl nor wget' >"$SCRATCH/said"
        return 1
    fi
}

from_release() {
    local platform name want got
    platform=$(platform)
    name=nats-server-v$NATS_VERSION-$platform
    want=$(release_checksum "$platform")
    if [[ -z $want ]]; then
        WHY="no checksum is pinned for $platform $NATS_VERSION"
        return 1
    fi
    if ! download "$NATS_RELEASES/v$NATS_VERSION/$name.tar.gz" "$SCRATCH/release.tar.gz"; then
        WHY="$(tail -n 1 "$SCRATCH/said" | sed 's/^curl: //')"
        WHY="$NATS_RELEASES: ${WHY:-the download failed}"
        return 1
    fi
    got=$(sha256_of "$SCRATCH/release.tar.gz")
    if [[ $got != "$want" ]]; then
        WHY="REFUSED: the checksum of $name.tar.gz is $got, expected $want"
        return 1
    fi
    tar -xzf "$SCRATCH/release.tar.gz" -C "$SCRATCH" "$name/nats-server" 2>"$SCRATCH/said" || {
        WHY="$name.tar.gz cannot be unpacked: $(head -n 1 "$SCRATCH/said")"
        return 1
    }
    mv "$SCRATCH/$name/nats-server" "$SCRATCH/nats-server"
}

from_go() {
    if ! have go; then
        WHY='no go on PATH'
        return 1
    fi
    say "building nats-server $NATS_VERSION with go install (a minute or two)"
    GOBIN=$SCRATCH CGO_ENABLED=0 go install "github.com/nats-io/nats-server/v2@v$NATS_VERSION" \
        >"$SCRATCH/said" 2>&1 </dev/null || {
        WHY="go install failed: $(tail -n 1 "$SCRATCH/said")"
        return 1
    }
}

from_docker() {
    local image=nats:$NATS_VERSION container
    if [[ $(uname -s) != Linux ]]; then
        WHY='the image holds a Linux binary only'
        return 1
    fi
    if ! have docker; then
        WHY='no docker on PATH'
        return 1
    fi
    docker version --format '{{.Server.Version}}' >"$SCRATCH/said" 2>&1 </dev/null || {
        WHY='no Docker engine answers'
        return 1
    }
    container=$(docker create "$image" 2>"$SCRATCH/said" </dev/null) || {
        WHY="docker create $image failed: $(tail -n 1 "$SCRATCH/said")"
        return 1
    }
    if ! docker cp "$container:/nats-server" "$SCRATCH/nats-server" >"$SCRATCH/said" 2>&1; then
        WHY="docker cp failed: $(tail -n 1 "$SCRATCH/said")"
        docker rm "$container" >/dev/null 2>&1 || true
        return 1
    fi
    docker rm "$container" >/dev/null 2>&1 || true
}

# fetch [WAY]: under the lock; puts a binary at KEPT, or says what was tried and exits 1.
fetch() {
    local only=$1 way
    if [[ -z $only && -x $KEPT ]] && usable "$KEPT"; then return 0; fi # another run was faster
    SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/get-nats-server.XXXXXX")
    # apt's own unprivileged user must be able to look in.
    chmod 755 "$SCRATCH"
    # The lock runs this in a shell of its own, so that the trap is for this fetch only.
    trap 'rm -rf "$SCRATCH"' EXIT
    for way in release apt go docker; do
        [[ -z $only || $only == "$way" ]] || continue
        say "$(way_in_words "$way")"
        if "from_$way" && usable "$SCRATCH/nats-server"; then
            place
            say "nats-server $VERSION is now at $KEPT"
            return 0
        fi
        say "  $WHY"
        tried "$way" "$WHY"
        rm -f "$SCRATCH/nats-server"
    done
    give_up
}

give_up() {
    die 1 "no nats-server could be had ($TRIED). Install nats-server $NATS_MINIMUM or newer, or name one in WINNOW_NATS_SERVER"
}

way_in_words() {
    case $1 in
    release) printf 'trying the official release %s' "$NATS_VERSION" ;;
    apt) printf "trying the operating system's package" ;;
    go) printf 'trying go install' ;;
    docker) printf 'trying the Docker image' ;;
    esac
}

# Nobody ever sees half a binary: it is made ready beside its place and moved there in one step.
place() {
    local beside=$KEPT.new.$$
    cp "$SCRATCH/nats-server" "$beside"
    chmod 755 "$beside"
    mv -f "$beside" "$KEPT"
}
