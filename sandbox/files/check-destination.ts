import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Request } from "express";
import { DavError, forbidden, overwriteRefused } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments } from "#sandbox/dav/dav-path.ts";
import { checkFileName } from "./check-file-name.ts";

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * A COPY or MOVE may only end in the same home (403), in a folder that is there (409), and on something that
 * exists only where `Overwrite: F` does not forbid it (412). nephele hides the latter two in a 207.
 */
export async function checkDestination(request: Request, user: string, folder: string): Promise<void> {
  const destination = request.get("destination");
  if (destination === undefined) return;
  const path = destination.replace(/^https?:\/\/[^/]+/i, "");
  const [tree, owner, ...below] = davSegments(path);
  if (!path.startsWith(`${davRoot}/`) || /%2f/i.test(path) || tree !== "files" || owner !== user) {
    throw forbidden("The destination is not in your own home");
  }
  for (const name of below) checkFileName(name);
  const target = join(folder, ...below);
  if (!(await exists(dirname(target)))) {
    throw new DavError(409, "Sabre\\DAV\\Exception\\Conflict", "The destination node is not found");
  }
  if (request.get("overwrite")?.toUpperCase() === "F" && (await exists(target))) {
    throw overwriteRefused();
  }
  // Nextcloud looks at the path alone; nephele wants a whole address under the very host of the request.
  request.headers.destination = `http://${request.headers.host}${path}`;
}
