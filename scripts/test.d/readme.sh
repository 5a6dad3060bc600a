# shellcheck shell=bash
# Takes the commands out of a Markdown file. Sourced.
#
# Every block fenced as `sh` is run, in order, in one folder. A comment on a line of its own before the
# block says what is special about it:
#   <!-- test: background -->   the block's last command goes on; later blocks run beside it
#   <!-- test: end -->          the one in the background is ended first
#   <!-- test: as NAME -->      not run here: the test part NAME, or `ci`, runs it

# blocks_of FILE FOLDER: writes 01.sh, 01.mode, 02.sh …
blocks_of() {
    awk -v folder="$2" '
        /^<!-- test: .* -->$/ { mode = $0; sub(/^<!-- test: /, "", mode); sub(/ -->$/, "", mode); next }
        /^```sh$/ { inside = 1; name = sprintf("%s/%02d", folder, ++n); printf "%s", "" >(name ".sh")
                    print (mode ? mode : "run") >(name ".mode"); mode = ""; next }
        /^```/ { inside = 0; next }
        inside { print >(name ".sh") }' "$1"
}
