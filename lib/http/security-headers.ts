/**
 * Headers that every answer of our server carries, whatever makes it. A page's Content-Security-Policy has a nonce
 * and is set in proxy.ts; what the API answers is data, which may load nothing.
 */
export function securityHeaders(path: string): [name: string, value: string][] {
  return path.startsWith("/api/") ? API : EVERY;
}

const EVERY: [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  // A customer's link is a secret: no other site may learn it from the referrer.
  ["Referrer-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), microphone=(), geolocation=()"],
];

const API: [string, string][] = [
  ...EVERY,
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
];

/**
 * Which sites may show a page in a frame, for its Content-Security-Policy: the widget's page the configured origins,
 * everything else none. The window that asks "Allow?" is not to be framed either, or its button could be drawn under
 * another one.
 */
export function frameAncestors(path: string, embedOrigins: readonly string[]): string {
  return path === "/embed/talk" && embedOrigins.length > 0 ? embedOrigins.join(" ") : "'none'";
}
