import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { Document } from "./dto.ts";
import { toDocument, withVersions } from "./map.ts";
import { readNames } from "./names.ts";
import { rawDocuments, rawVersions } from "./schema.ts";
import { USUAL_ZONE } from "./server-time.ts";
import { withSession } from "./session.ts";

/**
 * One document with its versions; spends nothing.
 * @throws UpstreamError `rejected` with `not-found`, also for what this user may not see
 */
export function findDocument(
  client: Client,
  { id, timeZone = USUAL_ZONE }: { id: number; timeZone?: string },
): Promise<Document> {
  const docId = encodeURIComponent(id);
  return withSession(client, async (inSession, session) => {
    const rows = await inSession.json(
      { path: `/documentInfo/${docId}`, operation: "/documentInfo/{docId}" },
      rawDocuments,
    );
    const [names, versions] = await Promise.all([
      readNames(inSession, session),
      inSession.json(
        {
          path: `/document/${docId}/readDocumentVersions`,
          operation: "/document/{docId}/readDocumentVersions",
        },
        rawVersions,
      ),
    ]);
    const document = toDocument(rows, names, timeZone);
    if (!document)
      throw new UpstreamError({
        service: client.id,
        kind: "rejected",
        reason: "not-found",
        message: `ecoDMS has no document ${id}.`,
      });
    return withVersions(document, versions, timeZone);
  });
}
