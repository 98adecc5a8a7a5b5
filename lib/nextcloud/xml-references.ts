const predefined = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/**
 * Text with the five entities of XML and numeric references decoded; others stay as they are written. Null where
 * a `&` begins nothing of the kind.
 */
export function decodeReferences(text: string): string | null {
  if (!text.includes("&")) return text;
  // Nextcloud ends every line of an event with the one, and puts every ETag into the other.
  const most = text.replaceAll("&#13;", "\r").replaceAll("&quot;", '"');
  if (!most.includes("&")) return most;
  if (/&(?!(?:#x[0-9a-f]+|#[0-9]+|[a-z][a-z0-9._-]*);)/i.test(most)) return null;
  return most.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return predefined.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
