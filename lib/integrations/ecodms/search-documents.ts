import type { Client } from "../client.ts";
import type { Page } from "../pages.ts";
import type { Document, DocumentFilter } from "./dto.ts";
import { type DocumentPageRequest, type DocumentPlace, searchPage } from "./search-page.ts";

/** Documents that meet all filters, the newest first. @throws UpstreamError `rejected` with `invalid` */
export function searchDocuments(
  client: Client,
  { filters, ...page }: DocumentPageRequest & { filters: readonly DocumentFilter[] },
): Promise<Page<Document, DocumentPlace>> {
  return searchPage(client, page, filters);
}
