# Sourced by the other scripts: which tools, at which versions, and where they are. Change a version here and nowhere else.
SAYSO_TOOLS=${SAYSO_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/sayso-tools}
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132
# The CLI must be exactly what Cargo.lock says of the library.
WASM_BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"/\1/p}' Cargo.lock)
BINARYEN_ROOT="$SAYSO_TOOLS/binaryen-$BINARYEN_VERSION"
PATH="$SAYSO_TOOLS/trunk-$TRUNK_VERSION/bin:$SAYSO_TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION/bin:$BINARYEN_ROOT/node_modules/.bin:$PATH"
export PATH
