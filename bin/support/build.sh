# Sourced after node.sh: builds the web app where there is no build of this source.

build_when_needed() {
  local mark=.next/parlour-build
  if [ -f "$mark" ] && [ -z "$(find app components lib db i18n messages public next.config.mjs postcss.config.mjs proxy.ts package-lock.json -newer "$mark" -print -quit 2>/dev/null)" ]; then
    return
  fi
  echo "Building Parlour (about a minute)" >&2
  node node_modules/next/dist/bin/next build >.next-build.log 2>&1 || { cat .next-build.log >&2; exit 1; }
  rm -f .next-build.log
  touch "$mark"
}
