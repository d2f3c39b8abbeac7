#!/usr/bin/env bash
# Makes the Debian package of Attest from the programs that were built: target/release/bundle/deb/Attest_*.deb.
# It needs no network. Build first: `npm run build` in ui/, then `cargo build --release`.
set -euo pipefail
cd "$(dirname "$0")/.."
# Line numbers are for those who work on the program; they are nine tenths of its size.
for program in attest attest-desktop; do
  # Beside it and moved: one that is still running is not written to.
  strip --strip-debug -o "target/release/$program.stripped" "target/release/$program"
  mv "target/release/$program.stripped" "target/release/$program"
done
rm -rf target/release/bundle/deb
ui/node_modules/.bin/tauri bundle --bundles deb >target/bundle.log 2>&1 || { cat target/bundle.log; exit 1; }
ls target/release/bundle/deb/*.deb
