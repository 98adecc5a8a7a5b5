import { preconditionFailed } from "./dav-error.ts";

/** The conditional headers of a request, as they were sent. */
export type Preconditions = { ifMatch: string | undefined; ifNoneMatch: string | undefined };

/** The entity tags of an `If-Match` or `If-None-Match` header, compared as they stand (strong, quoted). */
const tagsOf = (header: string) => header.split(",").map((tag) => tag.trim());

/**
 * `If-Match` and `If-None-Match` as sabre/dav applies them to a resource with this ETag (undefined: it does not
 * exist). An unquoted or weak tag matches nothing. Throws 412.
 */
export function checkPreconditions(headers: Preconditions, etag: string | undefined): void {
  const { ifMatch, ifNoneMatch } = headers;
  if (ifMatch !== undefined) {
    if (etag === undefined) {
      throw preconditionFailed("If-Match", "An If-Match header was specified and the resource did not exist");
    }
    if (ifMatch.trim() !== "*" && !tagsOf(ifMatch).includes(etag)) {
      throw preconditionFailed(
        "If-Match",
        "An If-Match header was specified, but none of the specified ETags matched.",
        etag,
      );
    }
  }
  if (ifNoneMatch !== undefined && etag !== undefined) {
    if (ifNoneMatch.trim() === "*" || tagsOf(ifNoneMatch).includes(etag)) {
      throw preconditionFailed(
        "If-None-Match",
        "An If-None-Match header was specified, but the ETag matched (or * was specified).",
      );
    }
  }
}
