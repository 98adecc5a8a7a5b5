import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { StepPlace } from "../step-back.ts";
import { askFreeScout } from "./ask-freescout.ts";
import type { HelpCustomer } from "./dto.ts";
import { toCustomer } from "./map.ts";
import { pageNewestFirst } from "./page-newest-first.ts";
import { customerPage, type RawCustomer } from "./schema.ts";
import { storedEmail } from "./stored-email.ts";

/** Customers, newest first. https://api-docs.freescout.net/#list-customers */
export async function listCustomers(
  client: Client,
  { from, limit, email }: PageRequest<StepPlace> & { email?: string | undefined },
): Promise<Page<HelpCustomer, StepPlace>> {
  const stored = email === undefined ? undefined : storedEmail(email);
  const query = { email: stored, sortField: "createdAt", sortOrder: "desc" };
  const rankOf = (raw: RawCustomer) => raw.id;
  const { items, next } = await pageNewestFirst({ from, limit }, rankOf, (page, pageSize) =>
    askFreeScout(client, { path: "/customers", query: { ...query, page, pageSize } }, customerPage),
  );
  return { items: items.map(toCustomer), next };
}
