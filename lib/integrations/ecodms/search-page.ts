import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Document, DocumentFilter } from "./dto.ts";
import { toDocument } from "./map.ts";
import { readNames } from "./names.ts";
import { type RawDocument, rawDocuments } from "./schema.ts";
import { USUAL_ZONE } from "./server-time.ts";
import { withSession } from "./session.ts";

/** ecoDMS has no pages: the place is the docid that the next one begins below. */
export type DocumentPlace = number;

export interface DocumentPageRequest extends PageRequest<DocumentPlace> {
  /** Of the server's own clock; Germany's unless said. */
  timeZone?: string;
}

/** ecoDMS answers no more at once. */
const MOST_ROWS = 1000;

/**
 * Documents that meet all filters, the newest first. A document is one row for each folder it is classified in; each
 * comes once all the same.
 * @throws UpstreamError `rejected` with `invalid` in ecoDMS's words; `malformed` where the list does not go on
 */
export function searchPage(
  client: Client,
  { from, limit, timeZone = USUAL_ZONE }: DocumentPageRequest,
  filters: readonly DocumentFilter[],
): Promise<Page<Document, DocumentPlace>> {
  // One more than wanted, so that whatever is cut off at the end is of a document that belongs to the next page.
  const asked = Math.min(MOST_ROWS, limit + 1);
  return withSession(client, async (inSession, session) => {
    const rows = await inSession.json(
      {
        method: "POST",
        path: "/searchDocumentsExtv2",
        repeatable: true,
        json: {
          // ecoDMS refuses a search without a filter.
          filter: [...filters.map(rawFilter), docIds(from)],
          sortOrder: [{ classifyAttribut: "docid", sortDirection: "desc" }],
          personalDocumentsOnly: false,
          trashedDocuments: false,
          maxDocumentCount: asked,
          readRoles: false,
        },
      },
      rawDocuments,
    );
    requireProgress(client, rows, from);
    const groups = groupsOf(rows);
    const isWhole = rows.length < asked;
    const taken = isWhole || groups.length === 1 ? groups : groups.slice(0, -1);
    const names = await readNames(inSession, session);
    const items = taken.flatMap((group) => toDocument(group, names, timeZone) ?? []);
    return { items, next: isWhole ? null : (items.at(-1)?.id ?? null) };
  });
}

const rawFilter = ({ attribute, operator, value }: DocumentFilter) => ({
  classifyAttribut: attribute,
  searchValue: value,
  searchOperator: operator,
});

function docIds(from: DocumentPlace | null) {
  return rawFilter(
    from === null
      ? { attribute: "docid", operator: ">", value: "0" }
      : { attribute: "docid", operator: "<", value: String(from) },
  );
}

/** The rows of each document, the newest document first. */
function groupsOf(rows: readonly RawDocument[]): RawDocument[][] {
  const groups = new Map<number, RawDocument[]>();
  for (const row of rows) groups.set(row.docId, [...(groups.get(row.docId) ?? []), row]);
  return [...groups].sort(([one], [other]) => other - one).map(([, group]) => group);
}

/** A server that ignores the filter would be asked the same for ever. */
function requireProgress(client: Client, rows: readonly RawDocument[], from: DocumentPlace | null): void {
  if (from === null || rows.every(({ docId }) => docId < from)) return;
  throw new UpstreamError({
    service: client.id,
    kind: "malformed",
    reason: "unexpected-data",
    message: "ecoDMS answered documents that were not asked for, so the list cannot go on.",
  });
}
