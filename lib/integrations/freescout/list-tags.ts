import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import { askFreeScout } from "./ask-freescout.ts";
import type { Tag } from "./dto.ts";
import { toTag } from "./map.ts";
import { pageByNumber } from "./page-by-number.ts";
import { tagPage } from "./schema.ts";

/** https://api-docs.freescout.net/#list-tags */
export function listTags(client: Client, request: PageRequest<number>): Promise<Page<Tag, number>> {
  return pageByNumber(request, toTag, (page, pageSize) =>
    askFreeScout(client, { path: "/tags", query: { page, pageSize } }, tagPage),
  );
}
