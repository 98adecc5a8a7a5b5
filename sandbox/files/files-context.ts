import type { FileIds } from "./file-ids.ts";
import type { FilesSwitches } from "./files-switches.ts";
import type { FolderSizes } from "./folder-sizes.ts";
import type { Trash } from "./trash.ts";

/** What everything about files works with. */
export type FilesContext = {
  dataDir: string;
  /** Epoch milliseconds: stamps deletions and uploads. */
  now: () => number;
  ids: FileIds;
  sizes: FolderSizes;
  trash: Trash;
  switches: FilesSwitches;
};
