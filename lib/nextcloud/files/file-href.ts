import { joinUnderBase } from "../account.ts";
import type { FilesAt } from "./files-at.ts";

/** The address of a path of the account's home, which is encoded segment by segment. */
export function fileHref(at: FilesAt, path: string): string {
  return hrefBelow(at.filesRoot, path);
}

/** The address of a path below a root (with a trailing slash). Refuses what could lead out of it. */
export function hrefBelow(root: string, path: string): string {
  if (path === "") return root;
  return root + path.split("/").map(encodeSegment).join("/");
}

/** An address as Nextcloud wants it in a Destination header: whole. */
export function destinationHeader(at: FilesAt, path: string): string {
  return new URL(at.transport.origin).origin + fileHref(at, path);
}

/** The path below the installation that search writes as its scope: `/files/mara/…`, decoded by the server. */
export function searchScope(at: FilesAt, path: string): string {
  const root = `${joinUnderBase(at.transport.account.baseUrl, "/remote.php/dav")}/`;
  const href = fileHref(at, path).replace(/\/$/, "");
  return href.startsWith(root) ? href.slice(root.length - 1) : href;
}

function encodeSegment(segment: string): string {
  // A caller's mistake, not an answer: paths are read and refused long before they come here.
  if (segment === "" || segment === "." || segment === ".." || !segment.isWellFormed())
    throw new RangeError("A path has a segment that cannot be addressed.");
  return encodeURIComponent(segment);
}

/** Reads addresses a server wrote, for what lies inside one folder. */
export class FolderHrefs {
  private readonly segments: string[];
  private readonly origin: string;
  /** The last parent seen, as written: all of a folder's entries share one. */
  private parent = { written: "", inside: false };

  constructor(at: FilesAt, root: string) {
    this.origin = at.transport.origin;
    this.segments = decodeAll(root.replace(/\/$/, "")) ?? [];
  }

  /** The name of a direct child, decoded and NFC; "" for the folder itself; null for everything else. */
  nameOf(href: string): string | null {
    const path = this.pathOf(href);
    if (path === null) return null;
    const end = path.endsWith("/") ? path.length - 1 : path.length;
    const slash = path.lastIndexOf("/", end - 1);
    const written = path.slice(0, slash);
    if (written !== this.parent.written || !this.parent.inside)
      this.parent = { written, inside: this.isFolder(written) };
    const name = decodeSegment(path.slice(slash + 1, end));
    if (name !== null && this.parent.inside) return name;
    return this.isFolder(path.slice(0, end)) ? "" : null;
  }

  /** The segments below the folder; null where the address is not in it, or the folder itself. */
  segmentsOf(href: string): string[] | null {
    const path = this.pathOf(href);
    const decoded = path === null ? null : decodeAll(path.replace(/\/$/, ""));
    if (!decoded || decoded.length <= this.segments.length) return null;
    if (!this.segments.every((segment, index) => decoded[index] === segment)) return null;
    return decoded.slice(this.segments.length);
  }

  private isFolder(written: string): boolean {
    const decoded = decodeAll(written);
    if (!decoded || decoded.length !== this.segments.length) return false;
    return decoded.every((segment, index) => segment === this.segments[index]);
  }

  private pathOf(href: string): string | null {
    if (href.startsWith("/")) return href;
    if (!href.startsWith(`${this.origin}/`)) return null;
    return href.slice(this.origin.length);
  }
}

/** The decoded segments of `/a/b`; null where one of them cannot be. */
function decodeAll(path: string): string[] | null {
  const decoded: string[] = [];
  for (const segment of path.split("/").slice(1)) {
    const name = decodeSegment(segment);
    if (name === null) return null;
    decoded.push(name);
  }
  return decoded;
}

function decodeSegment(written: string): string | null {
  if (/[?#]/.test(written)) return null;
  try {
    const name = decodeURIComponent(written);
    if (name === "" || name === "." || name === ".." || name.includes("/") || name.includes("\0"))
      return null;
    return name.normalize("NFC");
  } catch {
    return null;
  }
}
