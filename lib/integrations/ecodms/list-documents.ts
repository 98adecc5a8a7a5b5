import type { Client } from "../client.ts";
import type { Page } from "../pages.ts";
import type { Document } from "./dto.ts";
import { type DocumentPageRequest, type DocumentPlace, searchPage } from "./search-page.ts";

/**
 * Documents, the newest first. `folder`: a folder's id, with what lies in folders below it.
 * @throws UpstreamError
 */
export function listDocuments(
  client: Client,
  { folder, ...page }: DocumentPageRequest & { folder?: string },
): Promise<Page<Document, DocumentPlace>> {
  return searchPage(
    client,
    page,
    folder === undefined ? [] : [{ attribute: "folder", operator: "=", value: folder }],
  );
}
