import { NS } from "../namespaces.ts";
import { decodeReferences } from "../xml-references.ts";
import { FILE_PROPS, type FileRow } from "./file-row.ts";

const ROOT = /^\s*(?:<\?xml[^<>]*\?>\s*)?<([\w-]+):multistatus((?:\s+xmlns:[\w-]+="[^"<>&]*")+)\s*>/;
const STATUS = /^\s*HTTP\/\d(?:\.\d)?\s+(\d{3})\b/;

/**
 * Reads the rows of a multistatus as sabre/dav writes it: all prefixes declared on the root, and not one attribute,
 * comment or CDATA section after it. Null for everything else, also for what is not well-formed: the parser says
 * what is wrong. One pass, without a tree: a listing of 5,000 entries has 170,000 tags.
 */
export function scanFileRows(text: string): FileRow[] | null {
  const root = ROOT.exec(text);
  if (!root) return null;
  const names = readNames(root[2] ?? "");
  if (names.get(`${root[1]}:multistatus`) !== "multistatus") return null;
  return new Scanner(text, root[0].length, `${root[1]}:multistatus`, names).read();
}

/** What a tag means to us, by its name as it is written here. */
function readNames(declarations: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, prefix, uri] of declarations.matchAll(/xmlns:([\w-]+)="([^"]*)"/g)) {
    if (uri === NS.dav)
      for (const name of [
        "multistatus",
        "response",
        "href",
        "status",
        "propstat",
        "prop",
        "resourcetype",
        "collection",
      ])
        names.set(`${prefix}:${name}`, name);
    for (const [name, namespace] of Object.entries(FILE_PROPS))
      if (namespace === uri) names.set(`${prefix}:${name}`, name);
  }
  return names;
}

class Scanner {
  private readonly text: string;
  private readonly names: ReadonlyMap<string, string>;
  private readonly open: string[];
  private readonly rows: FileRow[] = [];
  private at: number;
  private row: FileRow | null = null;
  private hrefs = 0;
  /** Of the propstat being read, until its status is known. */
  private found: [string, string][] = [];
  private foundFolder = false;
  private foundStatus = 0;

  constructor(text: string, at: number, root: string, names: ReadonlyMap<string, string>) {
    this.text = text;
    this.at = at;
    this.names = names;
    this.open = [root];
  }

  read(): FileRow[] | null {
    const { text, open } = this;
    while (open.length > 0) {
      const start = text.indexOf("<", this.at);
      const end = text.indexOf(">", start);
      if (start < 0 || end < 0) return null;
      if (text.charCodeAt(start + 1) === 47) {
        const name = text.slice(start + 2, end);
        if (open.pop() !== name || !this.close(name, start)) return null;
      } else {
        const empty = text.charCodeAt(end - 1) === 47;
        const name = text.slice(start + 1, empty ? end - 1 : end);
        // Attributes, comments, CDATA: none of this is what Nextcloud writes.
        if (!this.names.has(name) && !/^[A-Za-z_][\w.-]*:[A-Za-z_][\w.-]*$/.test(name)) return null;
        open.push(name);
        this.begin(name);
        if (empty) open.pop();
        if (open.length > 16) return null;
      }
      this.at = end + 1;
    }
    return text.slice(this.at).trim() === "" ? this.rows : null;
  }

  private begin(name: string): void {
    const depth = this.open.length;
    if (depth > 6) return;
    const known = this.names.get(name);
    if (depth === 2 && known === "response") {
      this.row = { href: "", status: null, isFolder: false, texts: new Map() };
      this.hrefs = 0;
    } else if (depth === 3 && known === "propstat") {
      this.found = [];
      this.foundFolder = false;
      this.foundStatus = 0;
    } else if (depth === 6 && known === "collection" && this.isOpen(4, "resourcetype"))
      this.foundFolder = true;
  }

  /** False where the row says what only the parser knows to read. */
  private close(name: string, end: number): boolean {
    const { row } = this;
    const depth = this.open.length + 1;
    if (depth > 5 || !row) return true;
    const known = this.names.get(name);
    if (known === undefined) return true;
    if (
      depth === 5 &&
      Object.hasOwn(FILE_PROPS, known) &&
      this.isOpen(3, "prop") &&
      this.isOpen(2, "propstat")
    ) {
      const value = this.textUntil(end);
      if (value === null) return false;
      this.found.push([known, value]);
    } else if (known === "status" && (depth === 4 || depth === 3)) {
      const status = Number(STATUS.exec(this.text.slice(this.at, end))?.[1] ?? 0);
      if (depth === 4) this.foundStatus = status;
      else row.status = status === 0 ? null : status;
    } else if (depth === 3 && known === "href") {
      const value = this.textUntil(end);
      this.hrefs += 1;
      if (value === null || this.hrefs > 1) return false;
      row.href = value;
    } else if (depth === 3 && known === "propstat") {
      if (this.foundStatus < 200 || this.foundStatus > 299) return true;
      for (const [prop, value] of this.found) row.texts.set(prop, value);
      row.isFolder ||= this.foundFolder;
    } else if (depth === 2 && known === "response") {
      if (this.hrefs === 1) this.rows.push(row);
      this.row = null;
    }
    return true;
  }

  /** The text before an end tag, which is all there is in its element; null where a `&` begins no reference. */
  private textUntil(end: number): string | null {
    return decodeReferences(this.text.slice(this.at, end))?.trim() ?? null;
  }

  private isOpen(index: number, name: string): boolean {
    return this.names.get(this.open[index] ?? "") === name;
  }
}
