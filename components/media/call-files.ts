import { callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { joinPath } from "./file-names.ts";
import { type MediaRow, readRow } from "./media-json.ts";

/** What the files API is asked to do to one file. Each throws ApiProblem. */

const FILES = "/api/crm/nextcloud";

export async function renameFile(path: string, name: string): Promise<MediaRow | null> {
  return readRow(fields(await callApi("POST", `${FILES}/rename`, { path, name })).row);
}

/** Into another folder, under the same name. */
export async function moveFile(row: MediaRow, folder: string): Promise<MediaRow | null> {
  const answer = await callApi("POST", `${FILES}/move`, {
    from: row.path,
    to: joinPath(folder, row.filename),
  });
  return readRow(fields(answer).row);
}

/** What the trash bin needs to give it back. */
export interface Deleted {
  path: string;
  deletedAt: unknown;
}

/** @returns null for what had not reached Nextcloud yet: it is discarded for good. */
export async function deleteFile(path: string): Promise<Deleted | null> {
  const { undo } = fields(await callApi("DELETE", `${FILES}/file?${new URLSearchParams({ path })}`));
  if (undo === null) return null;
  return { path: text(fields(undo).path) || path, deletedAt: fields(undo).deleted_at };
}

export async function restoreFile({ path, deletedAt }: Deleted): Promise<void> {
  await callApi("POST", `${FILES}/restore`, { path, deleted_at: deletedAt });
}

/** The address that saves the file instead of showing it. */
export function downloadUrl(row: Pick<MediaRow, "fileUrl">): string {
  return `${row.fileUrl}${row.fileUrl.includes("?") ? "&" : "?"}download=1`;
}

/** A thumbnail about so many pixels wide and high, 32 to 2048. */
export function previewUrl(row: Pick<MediaRow, "previewUrl" | "etag">, size: number): string | null {
  if (row.previewUrl === null) return null;
  const [path = "", query = ""] = row.previewUrl.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("size", String(size));
  // A file that changed has another address, so that no old picture stays.
  if (row.etag) parameters.set("v", row.etag.replaceAll('"', ""));
  return `${path}?${parameters}`;
}

/** Has the browser save it; several one after the other. */
export function download(rows: readonly MediaRow[]): void {
  for (const row of rows.filter(({ isDir }) => !isDir)) {
    const link = document.createElement("a");
    link.href = downloadUrl(row);
    link.download = row.filename;
    link.click();
  }
}
