import { joinUnderBase } from "../account.ts";
import type { FileEntry } from "./file-entry.ts";
import { FolderHrefs, fileHref, searchScope } from "./file-href.ts";
import type { FileRow } from "./file-row.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest } from "./files-request.ts";
import { davBody, ENTRY_PROPS } from "./propfind-files.ts";
import { readEntry } from "./read-entry.ts";
import { readFileRows } from "./read-file-rows.ts";

const MOST_FOUND = 500;

/**
 * Files and folders below `folder`, at any depth, whose name holds `text`, newest first. Upper and lower case count
 * as one where the server says so (Nextcloud: of most letters).
 * @throws UpstreamError `rejected` with `not-found` (the folder), `not-supported`
 */
export async function searchFiles(
  at: FilesAt,
  folder: string,
  query: { text: string; limit: number; signal?: AbortSignal },
): Promise<FileEntry[]> {
  const text = query.text.trim().normalize("NFC");
  if (text === "") return [];
  // SQL's wildcards; not every database behind Nextcloud takes an escaped one.
  const literal = escapeText(text.replace(/[%_\\]/g, "_"));
  const where = `<d:like><d:prop><d:displayname/></d:prop><d:literal>%${literal}%</d:literal></d:like>`;
  const limit = Math.min(Math.max(1, Math.floor(query.limit)), MOST_FOUND);
  const rows = await search(at, folder, where, limit, query.signal);
  const wanted = fold(text);
  return belowFolder(at, folder, rows).filter(({ name }) => fold(name).includes(wanted));
}

/** Where the file of this id is now, anywhere in the account's home; null where it is not. */
export async function findFileById(
  at: FilesAt,
  fileId: string,
  options: { signal?: AbortSignal } = {},
): Promise<FileEntry | null> {
  if (!/^\d{1,20}$/.test(fileId)) return null;
  const where = `<d:eq><d:prop><oc:fileid/></d:prop><d:literal>${fileId}</d:literal></d:eq>`;
  const rows = await search(at, "", where, 1, options.signal);
  return belowFolder(at, "", rows).find((entry) => entry.fileId === fileId) ?? null;
}

async function search(
  at: FilesAt,
  folder: string,
  where: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<FileRow[]> {
  const scope = escapeText(searchScope(at, folder));
  const body = davBody(
    "searchrequest",
    `<d:basicsearch><d:select><d:prop>${ENTRY_PROPS}</d:prop></d:select>` +
      `<d:from><d:scope><d:href>${scope}</d:href><d:depth>infinity</d:depth></d:scope></d:from>` +
      `<d:where>${where}</d:where>` +
      "<d:orderby><d:order><d:prop><d:getlastmodified/></d:prop><d:descending/></d:order></d:orderby>" +
      `<d:limit><d:nresults>${limit}</d:nresults></d:limit></d:basicsearch>`,
  );
  const href = joinUnderBase(at.transport.account.baseUrl, "/remote.php/dav/");
  const answer = await filesRequest(at, { method: "SEARCH", href, body, signal });
  return readFileRows(answer.text).filter(({ status }) => status === null || status < 300);
}

function belowFolder(at: FilesAt, folder: string, rows: FileRow[]): FileEntry[] {
  const hrefs = new FolderHrefs(at, fileHref(at, folder));
  return rows.flatMap((row) => {
    const segments = hrefs.segmentsOf(row.href);
    if (!segments) return [];
    return [readEntry(row, [...(folder === "" ? [] : [folder]), ...segments].join("/"))];
  });
}

/** Case folded far enough to compare names. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
