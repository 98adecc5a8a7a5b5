import { changeMedia, findDeletedMedia, type MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { directionOf } from "#lib/customers/folder-names.ts";
import { customerIdOf } from "./file-access.ts";
import { parentOf } from "./file-path.ts";
import { type FoundFile, findElsewhere } from "./find-elsewhere.ts";
import type { CustomerListing } from "./list-customer-folder.ts";
import { type MatchedRecords, matchRecords } from "./media-rows.ts";

/** A file that stands in Nextcloud, beside its record. */
export interface SettledFile extends FoundFile {
  media: MediaRow | undefined;
}

/**
 * Brings a customer's records up to what their folders hold: moved files are followed by fileid, within the listing
 * and beyond it, also to another customer; what is gone is marked `missing`, what is back `stored`.
 * @returns the files that are the customer's, and the records whose file is none of them.
 */
export async function settleRecords(
  ctx: Ctx,
  listing: CustomerListing,
): Promise<{ files: SettledFile[]; others: MediaRow[] }> {
  const matched = matchRecords(
    listing.files.map(({ path, entry }) => ({ path, fileId: entry.fileId })),
    listing.records,
  );
  const elsewhere = await findElsewhere(ctx, lost(listing, matched));
  const fileOf = filesOfRecords(listing, matched, elsewhere);
  const records = [...listing.records, ...(await broughtBack(ctx, listing, matched, fileOf))];
  const settled = await Promise.all(
    records.map(async (record): Promise<MediaRow> => {
      const file = fileOf.get(record.id);
      if (file) return asFound(ctx, record, file);
      // Nobody knows where it is; what was not asked for stays as it is.
      return elsewhere.get(record.id) === null ? { ...record, state: "missing" } : record;
    }),
  );
  await storeChanges(ctx, records, settled);
  return filesAndOthers(listing, settled, fileOf);
}

/** Records nobody knows the file of: not in the folders that were looked into, or beside somebody else's file. */
function lost(listing: CustomerListing, matched: MatchedRecords): MediaRow[] {
  const gone = matched.unmatched.filter(({ path }) => listing.lookedInto.has(parentOf(path)));
  const replaced = matched.replaced.map(({ record }) => record).filter(({ fileId }) => fileId !== null);
  const stood = gone.filter(({ state }) => state === "stored");
  // What is missing for long was asked for before, so it comes last.
  return [...stood, ...replaced, ...gone.filter(({ state }) => state === "missing")];
}

function filesOfRecords(
  listing: CustomerListing,
  matched: MatchedRecords,
  elsewhere: ReadonlyMap<string, FoundFile | null>,
): Map<string, FoundFile> {
  const fileOf = new Map<string, FoundFile>();
  const undecided = new Set(
    matched.replaced
      .filter(({ record }) => record.fileId !== null && !elsewhere.has(record.id))
      .map(({ record }) => record.id),
  );
  for (const file of listing.files) {
    const record = matched.recordOf.get(file.path);
    if (!record) continue;
    // Which of the two it is will be asked for next time: until then its fileid stays.
    const entry = undecided.has(record.id) ? { ...file.entry, fileId: record.fileId } : file.entry;
    fileOf.set(record.id, { ...file, entry });
  }
  for (const [id, found] of elsewhere) if (found) fileOf.set(id, found);
  return fileOf;
}

/** What was taken out of the trash bin in Nextcloud itself has its record again: each file of `fileOf` is noted there. */
async function broughtBack(
  ctx: Ctx,
  listing: CustomerListing,
  matched: MatchedRecords,
  fileOf: Map<string, FoundFile>,
): Promise<MediaRow[]> {
  const bare = new Map<string, FoundFile>();
  for (const file of listing.files)
    if (file.entry.fileId !== null && !matched.recordOf.has(file.path)) bare.set(file.entry.fileId, file);
  const deleted = await findDeletedMedia(ctx.db, listing.customerId, [...bare.keys()]);
  const newest = new Map(deleted.map((record) => [record.fileId ?? "", record]));
  for (const [fileId, record] of newest) {
    const file = bare.get(fileId);
    if (file) fileOf.set(record.id, file);
  }
  return [...newest.values()];
}

async function asFound(ctx: Ctx, record: MediaRow, { path, entry }: FoundFile): Promise<MediaRow> {
  const moved =
    path === record.path
      ? {}
      : {
          path,
          direction: directionOf(path),
          // Where nobody's folder is, it stays with whom it was made for.
          customerId: (await customerIdOf(ctx, path)) ?? record.customerId,
        };
  return {
    ...record,
    ...moved,
    state: "stored",
    fileId: entry.fileId ?? record.fileId,
    etag: entry.etag ?? record.etag,
    size: entry.size ?? record.size,
  };
}

/** Only what is different is written: a look at a customer's files is no change. */
async function storeChanges(ctx: Ctx, records: MediaRow[], settled: MediaRow[]): Promise<void> {
  const columns = ["path", "direction", "customerId", "state", "fileId", "etag", "size"] as const;
  const changes = settled.flatMap((after, index) => {
    const before = records[index];
    if (before && columns.every((column) => after[column] === before[column])) return [];
    const changed = columns.filter((column) => after[column] !== before?.[column]);
    const set = Object.fromEntries(changed.map((column) => [column, after[column]]));
    return [{ id: after.id, set: { ...set, updatedAt: ctx.now() }, seen: before }];
  });
  if (changes.length > 0) await changeMedia(ctx.db, changes);
}

/** A file has one row, with its record or without. */
function filesAndOthers(
  listing: CustomerListing,
  settled: MediaRow[],
  fileOf: ReadonlyMap<string, FoundFile>,
): { files: SettledFile[]; others: MediaRow[] } {
  const files = new Map<string, SettledFile>(
    listing.files.map((file) => [file.path, { ...file, media: undefined }]),
  );
  for (const record of settled) {
    const file = fileOf.get(record.id);
    if (file && record.customerId === listing.customerId) files.set(file.path, { ...file, media: record });
  }
  const others = settled.filter(
    // What was superseded at its path has nothing left to say.
    ({ id, state, path }) => !fileOf.has(id) && (state === "waiting" || !files.has(path)),
  );
  return { files: [...files.values()], others };
}
