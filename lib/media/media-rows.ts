import type { MediaRow } from "#db/queries/media.ts";

/** A file of a listing, as far as it says which record is its. Path relative to the base. */
export interface ListedFile {
  path: string;
  fileId: string | null;
}

export interface MatchedRecords {
  /** The record of each file that has one, by the file's path. */
  recordOf: Map<string, MediaRow>;
  /** Those whose file stands elsewhere in the listing than they say. */
  moved: { record: MediaRow; path: string }[];
  /** Beside the file of their path, which has another fileid: replaced, or somebody else's by now. */
  replaced: { record: MediaRow; path: string; fileId: string }[];
  /** Those whose file is not in the listing. */
  unmatched: MediaRow[];
}

/**
 * Which record belongs to which file: the fileid says it where both have one, because it stays with a file that is
 * moved; else the path does. A file has one record, a record one file: the newest record that knows of a file wins,
 * and one that stands before one that went missing. What waits in the spool is no file yet.
 */
export function matchRecords(files: readonly ListedFile[], records: readonly MediaRow[]): MatchedRecords {
  const byFileId = new Map(files.flatMap((file) => (file.fileId === null ? [] : [[file.fileId, file]])));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const matched: MatchedRecords = { recordOf: new Map(), moved: [], replaced: [], unmatched: [] };
  const ranked = records
    .filter((record) => record.state === "stored" || record.state === "missing")
    .toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const open: MediaRow[] = [];
  for (const record of ranked) {
    const file = record.fileId === null ? undefined : byFileId.get(record.fileId);
    if (!file || matched.recordOf.has(file.path)) {
      open.push(record);
      continue;
    }
    matched.recordOf.set(file.path, record);
    if (file.path !== record.path) matched.moved.push({ record, path: file.path });
  }
  for (const record of open) {
    const file = byPath.get(record.path);
    if (!file || matched.recordOf.has(file.path)) {
      matched.unmatched.push(record);
      continue;
    }
    matched.recordOf.set(file.path, record);
    if (file.fileId !== null && record.fileId !== file.fileId)
      matched.replaced.push({ record, path: file.path, fileId: file.fileId });
  }
  return matched;
}

function rank(record: MediaRow): number {
  return record.state === "stored" ? 0 : 1;
}
