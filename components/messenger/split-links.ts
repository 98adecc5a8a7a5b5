type TextPart = { text: string; href?: string };

/** Addresses of the web in plain text; anything else (javascript:, data:, mailto:) stays words. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`´‘’“”«»]{1,2000}/giu;
const TRAILING = /[.,;:!?…*_~]+$/u;

/** The parts of a text in order; those with an `href` lead to a page of the web. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(found[0]);
    const href = webAddress(address);
    if (href === null) continue;
    if (found.index > at) parts.push({ text: text.slice(at, found.index) });
    parts.push({ text: address, href });
    at = found.index + address.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** A full address of the web as browsers understand it; null for any other kind. */
export function webAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { protocol, href, hostname } = new URL(address);
  return (protocol === "https:" || protocol === "http:") && hostname !== "" ? href : null;
}

/** Where a notification leads: a page of the web, or one of ours by its path. */
export function clickAddress(address: string | null): { href: string; isOurs: boolean } | null {
  if (address === null) return null;
  // "//elsewhere" and "/\elsewhere" are other sites.
  if (/^\/(?![/\\])/.test(address)) return { href: address, isOurs: true };
  const href = webAddress(address);
  return href === null ? null : { href, isOurs: false };
}

/** Without what ends the sentence around it, and without a bracket that was opened before it. */
function withoutTrailing(address: string): string {
  let rest = address;
  for (;;) {
    const trimmed = rest.replace(TRAILING, "");
    const unbalanced = trimmed.endsWith(")") && count(trimmed, ")") > count(trimmed, "(");
    const next = unbalanced || /[\]}]$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed;
    if (next === rest) return rest;
    rest = next;
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
