const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in an element or a quoted attribute. Control characters, which nobody needs there, go. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r\t]/gu, "")
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}

/** Text of several lines. */
export function escapeLines(text: string): string {
  return escapeHtml(text.trim()).replace(/\r\n?|\n/g, "<br>");
}

/** An address of a link; anything but a web address or a mail address leads nowhere. */
export function escapeHref(url: string): string {
  return /^(https?:\/\/|mailto:)/i.test(url) ? escapeHtml(url.replace(/\s/g, "%20")) : "#";
}
