import { escapeHref, escapeHtml, escapeLines } from "#lib/core/escape-html.ts";

/** Content of an `m.room.message` event. */
export type MatrixContent = Record<string, unknown> & { msgtype: string; body: string };

interface Common {
  /** Ours; comes back in `readEvent`'s `ownId`, so that an echo is known whatever arrives first. */
  id?: string;
}

interface Said extends Common {
  kind: "text";
  msgType: "m.text" | "m.notice" | "m.emote";
  body: string;
}

interface Told extends Common {
  kind: "notification";
  title: string;
  body: string;
  sourceApp: string;
  clickUrl: string | null;
  tags: readonly string[];
  /** Who is rung: everybody in the room, these Matrix user ids, or nobody (then it is a notice, which never rings). */
  mention: "room" | readonly string[] | null;
}

interface Filed extends Common {
  kind: "file";
  mxc: string;
  filename: string;
  mimeType: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
  /** What somebody wrote beside it. */
  caption: string | null;
}

/** Something to be said in a room. */
export type MatrixMessage = Said | Told | Filed;

/** Of the whole event, which has at most 65,536 bytes with all that the homeserver adds (Matrix spec, size limits). */
const MOST_BYTES = 56_000;
/** Where our own id stands in an event. */
export const OWN_ID = "app.parlour.id";

const CUT = " […]";
const FILE_TYPES: readonly [RegExp, string][] = [
  [/^image\/(png|jpeg|gif|webp|avif)$/, "m.image"],
  [/^audio\//, "m.audio"],
  [/^video\//, "m.video"],
];

/**
 * A message as Matrix has it. Everything is text: markup in it is shown as it is. It mentions whom it names in
 * `m.mentions` and nobody else, whatever its words. What an event cannot hold loses its HTML, and then its end.
 */
export function messageContent(message: MatrixMessage): MatrixContent {
  const whole = contentOf(message);
  if (sizeOf(whole) <= MOST_BYTES) return whole;
  const { format: _format, formatted_body: _html, ...plain } = whole;
  return shortened(plain);
}

function contentOf(message: MatrixMessage): MatrixContent {
  const own = message.id === undefined ? {} : { [OWN_ID]: message.id };
  if (message.kind === "notification") return { ...toldContent(message), ...own };
  if (message.kind === "file") return { ...fileContent(message), "m.mentions": {}, ...own };
  return { msgtype: message.msgType, body: wellFormed(message.body), "m.mentions": {}, ...own };
}

function toldContent({ title, body, sourceApp, clickUrl, tags, mention }: Told): MatrixContent {
  const link = clickUrl !== null && /^https?:\/\//i.test(clickUrl) ? clickUrl : null;
  const foot = [sourceApp, ...tags.map((tag) => `#${tag}`)].join(" · ");
  const text = [title, body, link, foot].filter((part) => part !== null && part.trim() !== "");
  const heading = link ? `<a href="${escapeHref(link)}">${escapeHtml(title)}</a>` : escapeHtml(title);
  const html = [
    `<strong>${heading}</strong>`,
    ...(body.trim() === "" ? [] : [escapeLines(body)]),
    `<em>${escapeHtml(foot)}</em>`,
  ];
  return {
    msgtype: mention === null ? "m.notice" : "m.text",
    body: wellFormed(text.join("\n")),
    format: "org.matrix.custom.html",
    formatted_body: html.join("<br>"),
    "m.mentions": mention === null ? {} : mention === "room" ? { room: true } : { user_ids: [...mention] },
  };
}

function fileContent({ mxc, filename, mimeType, size, width, height, caption }: Filed): MatrixContent {
  const [, msgtype] = FILE_TYPES.find(([types]) => types.test(mimeType)) ?? [null, "m.file"];
  const measured = width !== null && height !== null && (msgtype === "m.image" || msgtype === "m.video");
  return {
    msgtype,
    // With a filename beside it the body is a caption (Matrix 1.10).
    body: wellFormed(caption?.trim() ? caption : filename),
    filename: wellFormed(filename),
    url: mxc,
    info: { mimetype: mimeType, size, ...(measured ? { w: width, h: height } : {}) },
  };
}

/** JSON of Matrix is UTF-8: half a surrogate pair has no place in it, nor have control characters in a message. */
function wellFormed(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, "");
}

function sizeOf(content: MatrixContent): number {
  return Buffer.byteLength(JSON.stringify(content));
}

/** Cut between characters, so that the whole fits. */
function shortened(content: MatrixContent): MatrixContent {
  if (sizeOf(content) <= MOST_BYTES) return content;
  const characters = Array.from(content.body);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = { ...content, body: characters.slice(0, middle).join("") + CUT };
    if (sizeOf(tried) <= MOST_BYTES) low = middle;
    else high = middle - 1;
  }
  return { ...content, body: characters.slice(0, low).join("") + CUT };
}
