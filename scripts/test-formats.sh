#!/usr/bin/env bash
# Gives what Sayso exports to the tools that it is meant for: `test-formats.sh [check …]`, all of them if none is named.
#
# A check is tests/tools/check_NAME.py or .mjs. Lines `# format: NAME` (`// format: NAME`) in it name the formats whose
# exports it is run on: its argument is their folder, with a folder a sample, in which `expected.sayso` says what was
# written. What it needs stands beside it in check_NAME.txt, for pip or npm, each at one version.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

fail() { printf 'test-formats: %s\n' "$1" >&2; exit 1; }

root_of() { # a folder for the tools of a check, another for each version of its list
    local needs="tests/tools/$1.txt" key=none
    [ -f "$needs" ] && key=$(sha256sum "$needs" | cut -c1-12)
    printf '%s/formats-%s-%s' "$SAYSO_TOOLS" "$1" "$key"
}

install() { # check, language
    local needs="tests/tools/$1.txt" root
    root=$(root_of "$1")
    [ -e "$root/.installed" ] && return
    echo "test-formats: installing what $1 needs (once)"
    rm -rf "$root"
    mkdir -p "$root"
    if [ "$2" = py ]; then
        python3 -m venv "$root" || fail "python3 -m venv failed: install Python 3.9 to 3.12 with venv"
        [ ! -f "$needs" ] || "$root/bin/pip" install --quiet --disable-pip-version-check -r "$needs" ||
            fail "pip could not install $needs"
    else
        local packages
        mapfile -t packages < <(grep -v '^#' "$needs")
        npm install --silent --no-fund --no-audit --prefix "$root" "${packages[@]}" || fail "npm could not install $needs"
    fi
    touch "$root/.installed"
}

run() { # script, folder
    local name=${1%.*} root
    root=$(root_of "$name")
    case $1 in
    *.py) PYTHONPATH=tests/tools PYTHONDONTWRITEBYTECODE=1 "$root/bin/python" "tests/tools/$1" "$2" ;;
    # Node looks for packages beside the script.
    *.mjs) cp tests/tools/*.mjs "$root/" && node "$root/$1" "$2" ;;
    esac
}

exports=$(mktemp -d)
trap '[ ${#failed[@]} != 0 ] || rm -rf "$exports"' EXIT
failed=()
SAYSO_EXPORTS="$exports" cargo test --quiet --test formats exports_for_other_tools >/dev/null

for path in tests/tools/check_*.py tests/tools/check_*.mjs; do
    [ -e "$path" ] || continue
    script=$(basename "$path")
    name=${script%.*}
    [ $# = 0 ] || [[ " $* " == *" $name "* ]] || [[ " $* " == *" ${name#check_} "* ]] || continue
    install "$name" "${script##*.}"
    for format in $(sed -n 's/^\(#\|\/\/\) format: //p' "$path"); do
        [ -d "$exports/$format" ] || fail "$script: there is no format $format"
        run "$script" "$exports/$format" || failed+=("$script on $format")
    done
done
echo "test-formats: reading what the tools gave back"
SAYSO_EXPORTS="$exports" cargo test --quiet --test formats what_other_tools_give_back -- --nocapture >/dev/null ||
    failed+=("reading what the tools gave back: SAYSO_EXPORTS=$exports cargo test --test formats what_other_tools_give_back")
[ ${#failed[@]} = 0 ] || fail "failed: $(printf '%s; ' "${failed[@]}")"
