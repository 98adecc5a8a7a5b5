import { fileFailure } from "./file-failure.ts";
import { fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { tryFilesRequest } from "./files-request.ts";

/**
 * Makes one folder; the one it lies in must be there.
 * @throws UpstreamError `rejected` with `parent-missing`, `name-refused`, `forbidden`, `quota`, `locked`
 */
export async function makeFolder(at: FilesAt, path: string): Promise<"made" | "exists"> {
  if (path === "") return "exists";
  const answer = await tryFilesRequest(at, { method: "MKCOL", href: fileHref(at, path) });
  if (answer.status === 201) return "made";
  if (answer.status === 405) return "exists";
  throw fileFailure(new URL(at.transport.origin).host, answer, { 404: "parent-missing" });
}
