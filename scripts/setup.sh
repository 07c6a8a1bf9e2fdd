#!/usr/bin/env bash
# Installs what is missing and nothing else: `setup.sh rust|web|browser …`. Run twice, the second time downloads nothing.
# Tools live outside the project, one folder per version, so that a clean checkout finds them again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

fail() { # what, why, by hand
    printf 'setup: %s could not be installed: %s. By hand: %s\n' "$1" "$2" "$3" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

cargo_tool() { # crate, version, binary, extra arguments
    local crate=$1 version=$2 binary=$3 root="$SAYSO_TOOLS/$1-$2"
    shift 3
    [ -x "$root/bin/$binary" ] && return
    echo "setup: installing $crate $version (some minutes, once)"
    CARGO_TARGET_DIR="$root/build" cargo install "$crate" --version "$version" --root "$root" "$@" ||
        fail "$crate $version" "cargo install failed (see above)" "cargo install $crate --version $version --root $root $*"
    rm -rf "$root/build"
}

setup_rust() {
    have rustup || fail rustup "it is not on PATH" "https://rustup.rs"
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown ||
        rustup target add wasm32-unknown-unknown ||
        fail "the wasm target" "rustup failed (see above)" "rustup target add wasm32-unknown-unknown"
}

setup_web() {
    setup_rust
    have node || fail Node "it is not on PATH" "install Node 20 or later with npm"
    cargo_tool trunk "$TRUNK_VERSION" trunk --locked
    cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" wasm-bindgen
    [ -x "$BINARYEN_ROOT/node_modules/.bin/wasm-opt" ] ||
        npm install --silent --no-fund --no-audit --prefix "$BINARYEN_ROOT" "binaryen@$BINARYEN_VERSION" ||
        fail "wasm-opt $BINARYEN_VERSION" "npm failed (see above)" \
            "npm install --prefix $BINARYEN_ROOT binaryen@$BINARYEN_VERSION"
}

setup_browser() {
    have node || fail Node "it is not on PATH" "install Node 20 or later with npm"
    if ! have chromium || ! have chromedriver; then
        echo "setup: installing Chromium and its driver"
        { as_root apt-get update -qq && as_root apt-get install -y -qq chromium chromium-driver >/dev/null; } ||
            fail Chromium "apt-get failed (see above)" "sudo apt-get install chromium chromium-driver"
    fi
    # The lock file's own copy inside node_modules is newer than the lock exactly when nothing changed.
    if ! cmp -s tests/browser/package-lock.json tests/browser/node_modules/.lock-installed; then
        npm ci --silent --no-fund --no-audit --prefix tests/browser ||
            fail "the browser tests' packages" "npm failed (see above)" "npm ci --prefix tests/browser"
        cp tests/browser/package-lock.json tests/browser/node_modules/.lock-installed
    fi
}

for part in "$@"; do "setup_$part"; done
