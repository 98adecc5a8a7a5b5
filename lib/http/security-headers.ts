import { REFUSED_SCRIPT, REFUSED_STYLE } from "./refused-page-parts.ts";

/**
 * Headers that every answer of our server carries, whatever makes it. A page's Content-Security-Policy has a nonce
 * and is set in proxy.ts; what the API answers is data, which may load nothing.
 */
export function securityHeaders(path: string, method = "GET"): [name: string, value: string][] {
  if (isSomebodysPicture(path)) return PICTURE;
  if (method === "POST" && takesForms(path)) return FORM;
  if (path.startsWith("/api/")) return API;
  return isPrivateLink(path) ? LINK : EVERY;
}

function isSomebodysPicture(path: string): boolean {
  return /^\/api\/(?:pictures\/(?:drafts|mine)|crm\/pictures)\//.test(path);
}

/** Where customers' forms are sent; what is refused without a way back to its page is a page of its own. */
function takesForms(path: string): boolean {
  return /^\/api\/(?:(?:appointments|inquiries|waitlist)(?:\/manage)?|offers\/(?:choose|refuse)|consents)(?:\?|$)/.test(
    path,
  );
}

/** Pages whose address is a secret: a customer's own, by the token in it. */
function isPrivateLink(path: string): boolean {
  return /^\/(?:(?:appointment|inquiry|waitlist)|embed\/requested\/[^/]+)\//.test(path);
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

const FORM: [string, string][] = [
  ...EVERY,
  [
    "Content-Security-Policy",
    `default-src 'none'; style-src '${REFUSED_STYLE.hash}'; script-src '${REFUSED_SCRIPT.hash}'; frame-ancestors 'none'`,
  ],
];

/** What somebody sent may be looked at, but does nothing in our origin's name. */
const PICTURE: [string, string][] = [
  ...EVERY,
  ["Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
];

/** Never to be found, kept by anything in between, or told to anybody, our own log of referrers included. */
const LINK: [string, string][] = [
  ...EVERY.filter(([name]) => name !== "Referrer-Policy"),
  ["Referrer-Policy", "no-referrer"],
  ["X-Robots-Tag", "noindex, nofollow"],
];

/**
 * Which sites may show a page in a frame, for its Content-Security-Policy: the widget's page and the booking form the
 * configured origins, everything else none. The window that asks "Allow?" is not to be framed either, or its button could be drawn under
 * another one.
 */
export function frameAncestors(path: string, embedOrigins: readonly string[]): string {
  const isFor = path === "/embed/talk" || /^\/embed\/(booking|requested)(\/|$)/.test(path);
  return isFor && embedOrigins.length > 0 ? embedOrigins.join(" ") : "'none'";
}
