/** What XML 1.0 cannot carry (section 2.2), once lone surrogates are gone. */
const notInXml = /[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Text as XML 1.0 character data. A carriage return is written as `&#13;`, as sabre/dav does: a parser would
 * turn a raw one into a line feed, and calendar data would no longer be what was stored.
 */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(notInXml, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}
