import { fileLocked } from "./file-names.ts";
import type { FileTarget } from "./file-target.ts";
import type { FilesContext } from "./files-context.ts";

/** Refuses to touch what is locked, or a folder something locked lies in. Throws 423. */
export function checkLocks({ switches }: FilesContext, ...targets: FileTarget[]): void {
  for (const { user, path } of targets)
    for (const lock of switches.locks)
      if (lock === `${user}/${path}` || lock.startsWith(`${user}/${path}/`)) throw fileLocked(path);
}
