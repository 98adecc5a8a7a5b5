import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { folderOf, joinPath } from "./file-names.ts";
import { type Direction, directions, type MediaRow } from "./media-json.ts";

/** What the tab shows: everything, one of the three folders, or any other folder below the customer's. */
export type Place = { kind: "all" } | { kind: Direction } | { kind: "folder"; path: string };

/** As the address names it: "" for everything. */
export function placeName(place: Place): string {
  if (place.kind === "all") return "";
  return place.kind === "folder" ? `/${place.path}` : place.kind;
}

/** Folders outside the customer's are not opened from an address. */
export function placeOf(name: string | null, folderPath: string | null): Place {
  const direction = directions.find((one) => one === name);
  if (direction) return { kind: direction };
  const path = name?.startsWith("/") ? name.slice(1) : "";
  if (folderPath && path.startsWith(`${folderPath}/`)) return { kind: "folder", path };
  return { kind: "all" };
}

/** Which of the three folders of this customer a path lies directly or deeper in; null for none. */
export function directionIn(folderPath: string | null, path: string): Direction | null {
  if (!folderPath) return null;
  return directions.find((one) => path.startsWith(`${joinPath(folderPath, SUBFOLDERS[one])}/`)) ?? null;
}

/** The direction of a row: by its place, or by what its record says while it has none. */
export function rowsIn(
  rows: readonly MediaRow[],
  direction: Direction,
  folderPath: string | null,
): MediaRow[] {
  return rows.filter(({ path }) => directionIn(folderPath, path) === direction);
}

/** What lies directly in a folder. */
export function rowsDirectlyIn(rows: readonly MediaRow[], folder: string): MediaRow[] {
  return rows.filter(({ path }) => folderOf(path) === folder);
}

/** The way to a folder from the customer's own: names with their full paths. */
export function crumbs(folderPath: string, path: string): { name: string; path: string }[] {
  const below = path === folderPath ? [] : path.slice(folderPath.length + 1).split("/");
  return below.map((name, index) => ({
    name,
    path: joinPath(folderPath, below.slice(0, index + 1).join("/")),
  }));
}

/** How many files are where. */
export function countsOf(
  rows: readonly MediaRow[],
  folderPath: string | null,
): Record<"all" | Direction, number> {
  const counts = { all: rows.length, sent: 0, received: 0, internal: 0 };
  for (const { path } of rows) {
    const direction = directionIn(folderPath, path);
    if (direction) counts[direction] += 1;
  }
  return counts;
}
