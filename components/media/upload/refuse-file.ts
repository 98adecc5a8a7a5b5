import { isAccepted, nameFault } from "../file-names.ts";
import type { UploadProblem } from "./upload-queue.ts";

/** What the studio takes. `accept` as the attribute of a file input; empty takes everything. */
export interface UploadLimits {
  maxBytes: number;
  accept: readonly string[];
}

/** Why the server would refuse a file, so that nobody waits for a gigabyte to be sent first; null where it may go. */
export function refuseFile(
  file: { name: string; type: string; size: number },
  { maxBytes, accept }: UploadLimits,
): UploadProblem | null {
  const refused = (code: string, nameRefused = false) => ({ code, detail: "", nameRefused });
  if (nameFault(file.name) !== null) return refused("invalid_input", true);
  if (file.size > maxBytes) return refused("too_large");
  if (!isAccepted(file, accept)) return refused("unsupported_type");
  return null;
}
