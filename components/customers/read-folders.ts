import { fields, list, text } from "#components/console/json-fields.ts";

/** Where the folders beside a path being typed are listed: `Old/No` asks for what lies in `Old`. Folders come first. */
export function foldersPath(typed: string): string {
  const path = typed.slice(0, Math.max(0, typed.lastIndexOf("/")));
  return `/api/crm/nextcloud/browse?${new URLSearchParams({ path, limit: "500" })}`;
}

/** The paths of the folders in an answer of GET /api/crm/nextcloud/browse. */
export function readFolders(answer: unknown): string[] {
  return list(fields(answer).rows).flatMap((row) => {
    const { path, is_dir: isDir } = fields(row);
    return isDir === true && text(path) !== "" ? [text(path)] : [];
  });
}
