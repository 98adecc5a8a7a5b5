import { sharedTimeZone, shareTimeZone } from "./shared-zone-lines.ts";

/** A content line: `NAME;PARAM=a,b:value` (RFC 5545 §3.1), name and parameter names in capitals, value raw. */
export interface ContentLine {
  name: string;
  params: ReadonlyMap<string, string>;
  value: string;
  /** Physical lines of the text that hold it: first, and the one after the last. Not in a VTIMEZONE. */
  firstLine: number;
  endLine: number;
}

export interface Component {
  name: string;
  lines: ContentLine[];
  components: Component[];
  /** Which of `timeProperties` stand inside on lines that could not be read as content lines. */
  malformed: Set<string>;
  /** False when the text ended, or another component ended, before its END. */
  closed: boolean;
  firstLine: number;
  /** The physical line of its END. */
  lastLine: number;
}

/** Properties without which it is not known when an event takes place. */
const timeProperties: ReadonlySet<string> = new Set([
  "DTSTART",
  "DTEND",
  "DURATION",
  "RRULE",
  "RDATE",
  "RECURRENCE-ID",
]);

const maxDepth = 32;
const calendarComponents = new Set([
  "VEVENT",
  "VTODO",
  "VJOURNAL",
  "VFREEBUSY",
  "VTIMEZONE",
  "VAVAILABILITY",
]);
const noParams: ReadonlyMap<string, string> = new Map();

/** Lines of a text, whatever ends them: CRLF, LF, or CR alone. A byte order mark is dropped. */
export function physicalLines(text: string): string[] {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  // Ten times as fast as the expression, which is left to what is not CRLF or LF throughout.
  if (!body.includes("\r")) return body.split("\n");
  const lines = body.split("\r\n");
  const plain = lines.every((line) => !line.includes("\n") && !line.includes("\r"));
  return plain ? lines : body.split(/\r\n|\n|\r/);
}

/**
 * Reads a text into components. Never throws: what is no content line is noted in `malformed` of the component
 * it stands in and skipped, since one bad line in a file must not hide the events around it (ical.js refuses
 * the whole file). Values stay as they are written; nothing is unescaped.
 */
export function readComponents(lines: readonly string[]): Component {
  return readBlocks(lines, true);
}

function readBlocks(lines: readonly string[], sharing: boolean): Component {
  const root = newComponent("", 0);
  const stack: Component[] = [root];
  let current = root;
  let index = 0;
  while (index < lines.length) {
    const firstLine = index;
    let line = lines[index++] ?? "";
    if (line === "") continue;
    if (sharing && line === "BEGIN:VTIMEZONE" && stack.length === 2 && current.name === "VCALENDAR") {
      const known = sharedTimeZone(lines, firstLine);
      if (known) {
        current.components.push(known);
        index = known.lastLine + 1;
        continue;
      }
    }
    let next = lines[index] ?? "";
    if (next.charCodeAt(0) === 32 || next.charCodeAt(0) === 9) {
      const parts = [line];
      while (index < lines.length && (next.charCodeAt(0) === 32 || next.charCodeAt(0) === 9)) {
        parts.push(next.slice(1));
        next = lines[++index] ?? "";
      }
      line = parts.join("");
    }
    const read = readContentLine(line, firstLine, index);
    if (read === null) {
      const leading = leadingName(line);
      if (timeProperties.has(leading)) current.malformed.add(leading);
    } else if (read.name === "BEGIN") {
      const child = newComponent(read.value.trim().toUpperCase(), firstLine);
      // A component whose END is missing must not swallow the ones after it.
      if (child.name === "VCALENDAR") cutBack(stack, 1, firstLine);
      else if (calendarComponents.has(child.name)) {
        const open = stack.findIndex((component) => calendarComponents.has(component.name));
        if (open > 0) cutBack(stack, open, firstLine);
      }
      current = stack.at(-1) ?? root;
      current.components.push(child);
      if (stack.length < maxDepth) {
        stack.push(child);
        current = child;
      }
    } else if (read.name === "END") {
      const name = read.value.trim().toUpperCase();
      const at = stack.findLastIndex((open) => open.name === name);
      const ended = at > 0 ? stack[at] : undefined;
      if (ended) {
        ended.closed = true;
        cutBack(stack, at, firstLine + 1);
        current = stack.at(-1) ?? root;
        if (sharing && name === "VTIMEZONE" && stack.length === 2 && current.name === "VCALENDAR")
          shareTimeZone(lines, ended, (own) => readBlocks(own, false));
      }
    } else {
      current.lines.push(read);
    }
  }
  cutBack(stack, 0, lines.length);
  return root;
}

/** The first line of that name, or undefined. */
export function lineOf(component: Component, name: string): ContentLine | undefined {
  for (const line of component.lines) if (line.name === name) return line;
  return undefined;
}

/** The components of that name, however deep. */
export function componentsNamed(root: Component, name: string): Component[] {
  const found: Component[] = [];
  const visit = (component: Component) => {
    for (const child of component.components) {
      if (child.name === name) found.push(child);
      else visit(child);
    }
  };
  visit(root);
  return found;
}

/** Takes the components from `depth` on off the stack; `endLine` is the first line that is none of theirs. */
function cutBack(stack: Component[], depth: number, endLine: number): void {
  for (const open of stack.splice(depth)) open.lastLine = Math.max(open.firstLine, endLine - 1);
}

function newComponent(name: string, firstLine: number): Component {
  return {
    name,
    lines: [],
    components: [],
    malformed: new Set(),
    closed: false,
    firstLine,
    lastLine: firstLine,
  };
}

function leadingName(line: string): string {
  return (/^\s*([A-Za-z-]{1,40})/.exec(line)?.[1] ?? "").toUpperCase();
}

function readContentLine(line: string, firstLine: number, endLine: number): ContentLine | null {
  let at = 0;
  while (at < line.length && isNameChar(line.charCodeAt(at))) at++;
  const name = line.slice(0, at).toUpperCase();
  // Some writers leave blanks before the delimiter.
  while (line.charCodeAt(at) === 32) at++;
  if (name === "") return null;
  if (line[at] === ":") return { name, params: noParams, value: line.slice(at + 1), firstLine, endLine };
  if (line[at] !== ";") return null;
  const params = new Map<string, string>();
  while (line[at] === ";") {
    const start = ++at;
    let quoted = false;
    while (at < line.length) {
      const char = line[at];
      if (char === '"') quoted = !quoted;
      else if (!quoted && (char === ";" || char === ":")) break;
      at++;
    }
    const param = line.slice(start, at);
    const equals = param.indexOf("=");
    if (equals > 0)
      params.set(param.slice(0, equals).trim().toUpperCase(), param.slice(equals + 1).replaceAll('"', ""));
  }
  if (line[at] !== ":") return null;
  const value = unsplitZone(params, line.slice(at + 1));
  return { name, params, value, firstLine, endLine };
}

/** Outlook has TZIDs with a colon, and not every writer puts them in quotes as §3.2 asks. */
function unsplitZone(params: Map<string, string>, value: string): string {
  const tzid = params.get("TZID");
  if (tzid === undefined || value.length > 1_000 || /^\s*\d{4}/.test(value)) return value;
  const parts = /^(.*?):(\d{8}[^:]*)$/.exec(value);
  if (!parts) return value;
  params.set("TZID", `${tzid}:${parts[1]}`);
  return parts[2] ?? "";
}

function isNameChar(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 95 ||
    code === 46
  );
}
