/** What is known of a request before its body; a `Request` is one, and our own server makes one of what it received. */
export type RequestHead = Pick<Request, "method" | "headers">;

/** The value of a cookie, as its sender wrote it (RFC 6265, section 4.2.1); undefined where there is none. */
export function cookieOf(head: Pick<RequestHead, "headers">, name: string): string | undefined {
  for (const pair of (head.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
