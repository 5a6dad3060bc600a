# shellcheck shell=bash
# nats-server from the Debian or Ubuntu mirror that this machine is set up with, also from newer suites of
# it: through apt, so signatures are checked with the machine's own keys, but with sources, lists and cache
# of its own in $SCRATCH. Nothing is installed: the one binary is taken out of the package. Sourced.

# Where apt's settings are; another folder in tests.
readonly APT_ETC=${WINNOW_APT_ETC:-/etc/apt}

os_release() { (. /etc/os-release 2>/dev/null && printf '%s' "${!1:-}"); }

# The suites to look in, the machine's own first. Debian and Ubuntu keep these aliases on every mirror.
newer_suites() {
    case $1 in
    debian) printf 'stable\ntesting\nunstable\n' ;;
    ubuntu) printf 'devel\n' ;;
    esac
}

# One line per `deb` source that carries the suite $1: "uri|components|signed-by", from both file formats.
# An inline key in Signed-By has its lines joined by "\n".
apt_archives() {
    local suite=$1 file
    for file in "$APT_ETC"/sources.list "$APT_ETC"/sources.list.d/*.list; do
        [[ -r $file ]] && one_line_archives "$suite" <"$file"
    done
    for file in "$APT_ETC"/sources.list.d/*.sources; do
        [[ -r $file ]] && deb822_archives "$suite" <"$file"
    done
    return 0
}

one_line_archives() {
    sed -e 's/#.*//' | awk -v suite="$1" '
        $1 == "deb" {
            rest = $0; options = ""
            sub(/^[ \t]*deb[ \t]+/, "", rest); sub(/[ \t]+$/, "", rest)
            if (match(rest, /^\[[^]]*\][ \t]*/)) {
                options = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
            }
            n = split(rest, part, /[ \t]+/)
            if (part[2] != suite) next
            components = ""
            for (i = 3; i <= n; i++) components = components (components ? " " : "") part[i]
            signed = ""
            if (match(options, /signed-by=[^] \t]*/)) signed = substr(options, RSTART + 10, RLENGTH - 10)
            print part[1] "|" components "|" signed
        }'
}

deb822_archives() {
    awk -v suite="$1" '
        function flush(   i, n, m, suites, uris) {
            if (types ~ /(^| )deb( |$)/ && enabled !~ /^(no|false|0)$/) {
                n = split(field["suites"], suites, " ")
                for (i = 1; i <= n; i++) if (suites[i] == suite) {
                    m = split(field["uris"], uris, " ")
                    if (m) print uris[1] "|" field["components"] "|" field["signed-by"]
                }
            }
            split("", field); types = ""; enabled = "yes"
        }
        BEGIN { enabled = "yes" }
        /^#/ { next }
        /^[ \t]*$/ { flush(); next }
        /^[ \t]/ {
            sub(/^[ \t]+/, "")
            field[name] = field[name] (name == "signed-by" ? "\\n" : " ") $0
            next
        }
        {
            name = tolower($0); sub(/:.*/, "", name)
            value = $0; sub(/^[^:]*:[ \t]*/, "", value)
            field[name] = value
            if (name == "types") types = value
            if (name == "enabled") enabled = tolower(value)
        }
        END { flush() }'
}

# apt_private COMMAND ARGS...: an apt tool that sees only the source in $SCRATCH/apt.
apt_private() {
    local tool=$1
    shift
    "$tool" -q -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$SCRATCH/apt/sources" \
        -o "Dir::State=$SCRATCH/apt/state" -o "Dir::State::status=$SCRATCH/apt/status" \
        -o "Dir::Cache=$SCRATCH/apt/cache" -o Dir::Etc::Preferences=/dev/null \
        -o Dir::Etc::PreferencesParts=/dev/null -o APT::Update::Post-Invoke::= -o DPkg::Post-Invoke::= \
        -o Acquire::Languages=none -o Acquire::Retries=0 -o Acquire::http::Timeout=10 \
        -o Acquire::https::Timeout=10 -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@"
}

# apt_source URI COMPONENTS SIGNED-BY SUITE: the one private source.
apt_source() {
    rm -rf "$SCRATCH/apt"
    mkdir -p "$SCRATCH/apt/sources" "$SCRATCH/apt/state/lists/partial" "$SCRATCH/apt/cache/archives/partial"
    : >"$SCRATCH/apt/status"
    {
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\n' "$1" "$4" "$2"
        [[ -z $3 ]] || printf 'Signed-By: %b\n' "${3//\\n/\\n }"
    } >"$SCRATCH/apt/sources/winnow.sources"
}

# apt_candidate: the version of nats-server in the private source, "2.12.1" out of "1:2.12.1-2+b3".
apt_candidate() {
    apt_private apt-cache madison nats-server 2>/dev/null | awk -F'|' 'NR == 1 {
        gsub(/ /, "", $2); sub(/^[0-9]+:/, "", $2); sub(/-[^-]*$/, "", $2); print $2 }'
}

# apt_take: downloads the package and takes the binary out.
apt_take() {
    (cd "$SCRATCH/apt" && apt_private apt-get download nats-server) >"$SCRATCH/said" 2>&1 </dev/null || return 1
    dpkg-deb -x "$SCRATCH"/apt/nats-server_*.deb "$SCRATCH/apt/unpacked" 2>"$SCRATCH/said" || return 1
    local binary
    for binary in "$SCRATCH"/apt/unpacked/usr/{s,}bin/nats-server; do
        [[ -f $binary ]] || continue
        cp "$binary" "$SCRATCH/nats-server"
        return 0
    done
    echo 'the package holds no nats-server' >"$SCRATCH/said"
    return 1
}

# apt_try URI COMPONENTS SIGNED-BY SUITE: 0 with a usable binary, else a note in APT_NOTES.
apt_try() {
    local suite=$4 version
    apt_source "$@"
    if ! apt_private apt-get update --error-on=any >"$SCRATCH/said" 2>&1 </dev/null; then
        apt_note "$suite cannot be read ($(grep -m 1 '^[EW]:' "$SCRATCH/said" | cut -c1-120))"
        return 1
    fi
    version=$(apt_candidate)
    if [[ -z $version ]]; then
        apt_note "$suite has none"
    elif ! version_at_least "$version" "$NATS_MINIMUM"; then
        apt_note "$suite has $version, older than $NATS_MINIMUM"
    elif ! apt_take; then
        apt_note "$suite: $(tail -n 1 "$SCRATCH/said")"
    elif ! usable "$SCRATCH/nats-server"; then
        apt_note "$suite has $version, but $WHY"
    else
        say "  $suite has $version"
        return 0
    fi
    return 1
}

apt_note() {
    say "  $1"
    APT_NOTES="$APT_NOTES${APT_NOTES:+; }$1"
}

from_apt() {
    local codename uri components signed suite archives
    APT_NOTES=''
    if ! have apt-get || ! have dpkg-deb; then
        WHY='this is no Debian or Ubuntu'
        return 1
    fi
    codename=$(os_release VERSION_CODENAME)
    archives=$(apt_archives "$codename" | sort -u)
    if [[ -z $archives ]]; then
        WHY="no mirror for '$codename' in $APT_ETC"
        return 1
    fi
    while IFS='|' read -r uri components signed; do
        while IFS= read -r suite; do
            apt_try "$uri" "$components" "$signed" "$suite" && return 0
        done < <(printf '%s\n' "$codename"; newer_suites "$(os_release ID)")
    done <<<"$archives"
    WHY=$APT_NOTES
    return 1
}
