import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import { rawDocuments, rawId } from "./schema.ts";
import { withSession } from "./session.ts";

/** What is left out stays as it is. `date`: `2026-11-21`; the others are ids. */
export interface DocumentClassification {
  name?: string;
  folder?: string;
  type?: string;
  status?: string;
  date?: string;
}

/** ecoDMS fills these itself. */
const FILLED_BY_ECODMS = ["docid", "changeid", "rechte", "ctimestamp", "mainfolder", "dyn_highlight"];

/**
 * Changes how a document is classified (the first classification, where it has several); spends nothing.
 * @throws UpstreamError `rejected` with `not-found`, or `invalid` for an unknown folder, type or status, and when
 *   somebody else changed it at the same moment
 */
export function classifyDocument(
  client: Client,
  { id, ...change }: { id: number } & DocumentClassification,
): Promise<void> {
  const docId = encodeURIComponent(id);
  return withSession(client, async (inSession) => {
    const rows = await inSession.json(
      { path: `/documentInfo/${docId}`, operation: "/documentInfo/{docId}" },
      rawDocuments,
    );
    const [row] = rows.toSorted((one, other) => one.clDocId - other.clDocId);
    if (!row)
      throw new UpstreamError({
        service: client.id,
        kind: "rejected",
        reason: "not-found",
        message: `ecoDMS has no document ${id}.`,
      });
    const known = Object.entries(row.classifyAttributes)
      .filter(([name]) => !FILLED_BY_ECODMS.includes(name))
      .map(([name, value]) => [name, value ?? ""]);
    const changed = Object.entries({
      bemerkung: change.name,
      folder: change.folder,
      docart: change.type,
      status: change.status,
      cdate: change.date,
    }).filter(([, value]) => value !== undefined);
    await inSession.json(
      {
        method: "POST",
        path: "/classifyDocument",
        json: {
          docId: row.docId,
          clDocId: row.clDocId,
          classifyAttributes: Object.fromEntries([...known, ...changed]),
          editRoles: row.editRoles ?? [],
          readRoles: row.readRoles ?? [],
        },
      },
      rawId,
    );
  });
}
