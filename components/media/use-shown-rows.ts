"use client";

import { useMemo } from "react";
import { matching, type Order, ordered } from "./file-order.ts";
import type { MediaRow } from "./media-json.ts";
import { type Place, rowsDirectlyIn, rowsIn } from "./media-place.ts";
import { type LiveFolder, type LiveMedia, otherFolders } from "./use-customer-media.ts";

/** The rows of the place looked at, filtered and in order; undefined while nobody knows them. */
export function useShownRows({
  live,
  root,
  folder,
  place,
  folderPath,
  filter,
  order,
  locale,
}: {
  live: LiveMedia;
  root: LiveFolder;
  folder: LiveFolder;
  place: Place;
  folderPath: string | null;
  filter: string;
  order: Order;
  locale: string;
}): MediaRow[] | undefined {
  const media = live.media?.rows;
  const reachable = live.media?.reachable;
  const rootRows = root.rows;
  const folderRows = folder.rows;
  return useMemo(() => {
    const here = () => {
      if (place.kind === "folder" && reachable === false) return media && rowsDirectlyIn(media, place.path);
      if (place.kind === "folder") return folderRows;
      if (place.kind === "all") return media && [...otherFolders(rootRows), ...media];
      return (
        media && [...(folderRows ?? []).filter((row) => row.isDir), ...rowsIn(media, place.kind, folderPath)]
      );
    };
    const rows = here();
    return rows && ordered(matching(rows, filter), order, locale);
  }, [media, reachable, rootRows, folderRows, place, folderPath, filter, order, locale]);
}
