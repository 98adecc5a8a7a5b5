import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import { askFreeScout } from "./ask-freescout.ts";
import type { Mailbox } from "./dto.ts";
import { pageByNumber } from "./page-by-number.ts";
import { mailboxPage } from "./schema.ts";

/** https://api-docs.freescout.net/#list-mailboxes */
export function listMailboxes(client: Client, request: PageRequest<number>): Promise<Page<Mailbox, number>> {
  return pageByNumber(
    request,
    ({ id, name, email }: Mailbox) => ({ id, name, email }),
    (page, pageSize) => askFreeScout(client, { path: "/mailboxes", query: { page, pageSize } }, mailboxPage),
  );
}
