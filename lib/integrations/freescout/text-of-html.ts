import { decodeEntities } from "./html-entities.ts";

/** What is no text at all, with what is in it; a `head` holds nothing else, and need not be closed. */
const UNSEEN = new Set(["script", "style", "title", "template", "noscript", "svg", "object", "iframe"]);
/** What is in them is no words either where they are never closed. */
const CODE = new Set(["script", "style"]);
const BREAKS = new Set([
  "br",
  "hr",
  "p",
  "div",
  "li",
  "ul",
  "ol",
  "tr",
  "table",
  "blockquote",
  "pre",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "dt",
  "dd",
  "section",
  "article",
]);

/**
 * HTML as a person reads it, in plain text. The result is text, never markup: whoever shows it in HTML escapes it. One
 * pass, whatever it is given.
 */
export function textOfHtml(html: string): string {
  let text = "";
  let at = 0;
  const neverClosed = new Set<string>();
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      text += unfolded(html.slice(at));
      break;
    }
    text += unfolded(html.slice(at, open));
    const tag = tagAt(html, open);
    if (tag === null) {
      text += "<";
      at = open + 1;
      continue;
    }
    at = tag.end;
    if (BREAKS.has(tag.name)) text += "\n";
    if (!tag.opens || !UNSEEN.has(tag.name) || neverClosed.has(tag.name)) continue;
    const after = afterClosing(html, at, tag.name);
    if (after === null) neverClosed.add(tag.name);
    at = after ?? (CODE.has(tag.name) ? html.length : at);
  }
  return tidy(decodeEntities(text));
}

/** A preview as a person reads it: FreeScout has taken its elements out, and what looks like one is text. */
export function textOfPreview(preview: string): string {
  return tidy(decodeEntities(preview));
}

/** A line break of the source is a blank; those of the result come from elements. */
function unfolded(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, " ");
}

interface Tag {
  name: string;
  /** Something is between it and a closing one. */
  opens: boolean;
  /** The place behind it. */
  end: number;
}

function tagAt(html: string, open: number): Tag | null {
  if (html.startsWith("<!--", open))
    return { name: "", opens: false, end: behind(html, "-->", open + 4) ?? html.length };
  const closes = html[open + 1] === "/";
  const start = open + (closes ? 2 : 1);
  if (!/[a-z!?]/i.test(html[start] ?? "")) return null;
  const name = (/^[a-z][a-z0-9]*/i.exec(html.slice(start, start + 20))?.[0] ?? "").toLowerCase();
  const end = endOfTag(html, start);
  return { name, opens: !closes && !html.endsWith("/>", end), end };
}

/** Behind the next `>` that is in no quoted value. */
function endOfTag(html: string, from: number): number {
  const mark = />|=\s*["']/g;
  mark.lastIndex = from;
  for (let found = mark.exec(html); found !== null; found = mark.exec(html)) {
    const [what] = found;
    if (what === ">") return mark.lastIndex;
    // A quote that nothing closes is none.
    mark.lastIndex = behind(html, what.slice(-1), mark.lastIndex) ?? mark.lastIndex;
  }
  return html.length;
}

function behind(html: string, mark: string, from: number): number | null {
  const found = html.indexOf(mark, from);
  return found === -1 ? null : found + mark.length;
}

function afterClosing(html: string, from: number, name: string): number | null {
  const closing = new RegExp(`</${name}\\b`, "gi");
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found === null ? null : endOfTag(html, found.index);
}

function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      // Controls, and the marks that turn the direction of whatever stands beside them.
      .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, "")
      .split("\n")
      .map((line) => line.trim())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}
