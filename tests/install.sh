# Sourced by ./run and ./test: installs what they need on Debian, and says clearly what is missing elsewhere.

needed_rust=1.90

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

install_build_tools() {
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_packages build-essential
  elif ! command -v cc >/dev/null; then
    echo "A C compiler is needed (on Debian: apt-get install build-essential)." >&2
    exit 1
  fi
  if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
    PATH=$HOME/.cargo/bin:$PATH
  fi
  local found
  found=$(rustc --version 2>/dev/null | cut -d' ' -f2 || true)
  if [ -z "$found" ] || [ "$(printf '%s\n' "$needed_rust" "$found" | sort -V | head -n 1)" != "$needed_rust" ]; then
    echo "Rust $needed_rust or later is needed; found: ${found:-none}." >&2
    echo "Debian 12's own is too old. Install it with rustup (see rust-lang.org), then run this again." >&2
    exit 1
  fi
}
