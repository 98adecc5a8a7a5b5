import { badRequest, forbidden } from "./dav-error.ts";
import { type DavPath, davRoot, parseDavPath } from "./dav-path.ts";

/** Where a MOVE leads, and whether it may replace what is there. */
export type Destination = { path: DavPath; overwrite: boolean };

/**
 * The `Destination` and `Overwrite` headers (RFC 4918, sections 10.3 and 10.6) as sabre/dav reads them: the path
 * alone counts, whatever host is named. Throws 400 on a missing or broken header, 403 outside of DAV.
 */
export function readDestination(destination: string, overwrite: string): Destination {
  if (destination === "") throw badRequest("The destination header was not supplied");
  const allowed = overwrite === "" ? "T" : overwrite.toUpperCase();
  if (allowed !== "T" && allowed !== "F")
    throw badRequest("The HTTP Overwrite header should be either T or F");
  const path = destination.replace(/^https?:\/\/[^/]*/i, "").replace(/[?#].*$/s, "");
  if (path !== davRoot && !path.startsWith(`${davRoot}/`))
    throw forbidden(`Requested uri (${path}) is out of base uri (${davRoot}/)`);
  return { path: parseDavPath(path), overwrite: allowed === "T" };
}
