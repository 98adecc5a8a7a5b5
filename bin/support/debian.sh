# Sourced after node.sh. Installs Debian packages that tests use and that are missing, where this user may.

# A package that is named otherwise than its command is written command:package.
install_debian_packages() {
  local missing=() name
  # Servers are in sbin, which is not on everybody's PATH.
  for name in "$@"; do PATH="$PATH:/usr/sbin" command -v "${name%%:*}" >/dev/null || missing+=("${name##*:}"); done
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "Not installed and not installable here: ${missing[*]}. The tests that need them are skipped and say so." >&2
    return
  fi
  echo "Installing from Debian: ${missing[*]}" >&2
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Some packages could not be installed; the tests that need them are skipped and say so." >&2
  fi
  rm -f "$log"
}
