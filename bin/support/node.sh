# Sourced by every entry point. Parlour needs Node >= 22.18 (it runs TypeScript files directly, and
# better-sqlite3 crashes without a message on Node 20). Where the system's Node is older or absent,
# Node 24 is installed from npm into .cache/node; the system's own stays untouched.

# Files named on the command line are the caller's, whatever folder Parlour lives in.
export PARLOUR_CALLER_DIRECTORY=$PWD
parlour_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$parlour_root" || exit 1

node_is_suitable() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null
}

use_suitable_node() {
  parlour_system_path=$PATH
  if command -v node >/dev/null && node_is_suitable node; then return; fi
  local os cpu home="$parlour_root/.cache/node"
  case "$(uname -s)" in Linux) os=linux ;; Darwin) os=darwin ;; *) os= ;; esac
  case "$(uname -m)" in x86_64 | amd64) cpu=x64 ;; aarch64 | arm64) cpu=arm64 ;; *) cpu= ;; esac
  local bin="$home/node_modules/node-$os-$cpu/bin"
  if ! { [ -x "$bin/node" ] && node_is_suitable "$bin/node"; }; then
    if ! command -v npm >/dev/null || [ -z "$os" ] || [ -z "$cpu" ]; then
      echo "Parlour needs Node 22.18 or newer (24 is best). Install it from https://nodejs.org and try again." >&2
      exit 1
    fi
    echo "Node $(node --version 2>/dev/null || echo "is missing or") is too old for Parlour: fetching Node 24 from npm into .cache/node" >&2
    mkdir -p "$home"
    [ -f "$home/package.json" ] || echo '{"private":true}' >"$home/package.json"
    # Not with --prefix: npm would look for its global configuration (a certificate file, a proxy) below it.
    if ! (cd "$home" && npm install --no-audit --no-fund --loglevel=error "node-$os-$cpu@24" >&2); then
      echo "Node 24 could not be fetched. Install Node 22.18 or newer from https://nodejs.org and try again." >&2
      exit 1
    fi
  fi
  export PATH="$bin:$PATH"
}

# Installs what package-lock.json names, once per lock file. No package of ours needs its install script:
# better-sqlite3 and sharp bring their binaries with them.
install_dependencies() {
  local stamp=node_modules/.parlour-lock
  if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then return; fi
  echo "Installing dependencies" >&2
  # npm looks for its global configuration (a certificate file, a proxy) beside the Node that runs it.
  local globalconfig
  globalconfig=$(PATH=$parlour_system_path npm config get globalconfig 2>/dev/null)
  npm_config_globalconfig=$globalconfig npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || exit 1
  cp package-lock.json "$stamp"
}

use_suitable_node
export NEXT_TELEMETRY_DISABLED=1
