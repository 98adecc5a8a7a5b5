const ORIGIN = "http://parlour.invalid";

/**
 * The path of ours to go to after signing in, or the fallback for anything that would lead elsewhere.
 * Read by the URL parser itself, because browsers take `/\host`, `/<tab>/host` and `/.//host` for other sites.
 */
export function safeNext(next: string | null | undefined, fallback = "/dashboard"): string {
  if (!next?.startsWith("/") || next.length > 2000 || !URL.canParse(next, ORIGIN)) return fallback;
  const { origin, pathname, search, hash } = new URL(next, ORIGIN);
  if (origin !== ORIGIN || pathname.startsWith("//") || /^\/(api|sign-in)(\/|$)/.test(pathname))
    return fallback;
  return `${pathname}${search}${hash}`;
}
