import { summariseAppointments } from "#db/queries/customer-appointments.ts";
import { countCustomers, searchCustomers } from "#db/queries/customer-list.ts";
import { tagsOf } from "#db/queries/customer-tags.ts";
import { countNoShows } from "#db/queries/may-book.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, visibleArtistId } from "#lib/auth/permissions.ts";
import { customerScope } from "./customer-access.ts";
import type { CustomerRowView } from "./customer-view.ts";
import { readCursor, writeCursor } from "./list-cursor.ts";
import { readSearch } from "./read-search.ts";
import { toRowView } from "./to-customer-view.ts";

const MAX_ROWS = 200;

/** A page of customers. Instants are epoch milliseconds; `nextCursor` is null on the last page. */
export interface CustomerPage {
  customers: CustomerRowView[];
  total: number;
  nextCursor: string | null;
}

/**
 * Customers in whose name, address, number or tags every word of `q` stands, those whose name begins with it first,
 * then by name. Case and accents do not matter; a number is found however it was written. An artist sees their own.
 * @throws AppError `not_signed_in`, `not_allowed`, `invalid_input` for a cursor nobody gave out
 */
export async function listCustomers(
  ctx: Ctx,
  input: { q?: string; tag?: string; limit?: number; cursor?: string },
): Promise<CustomerPage> {
  requireStudio(ctx.actor);
  const filter = { ...readSearch(input.q ?? ""), tag: input.tag, scope: customerScope(ctx.actor) };
  const limit = Math.min(input.limit ?? 50, MAX_ROWS);
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const found = await searchCustomers(ctx.db, filter, { after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const ids = rows.map(({ row }) => row.id);
  const tags = tagsOf(ctx.db, ids);
  const artistId = visibleArtistId(ctx.actor);
  const summaries = await summariseAppointments(ctx.db, { ids, artistId, nowMs: ctx.now() });
  const noShows = countNoShows(ctx.db, ids, artistId);
  const last = rows.at(-1);
  return {
    customers: rows.map(({ row }) =>
      toRowView(ctx.env, row, {
        tags: tags.get(row.id),
        summary: summaries.get(row.id),
        noShows: noShows.get(row.id),
      }),
    ),
    total: await countCustomers(ctx.db, filter),
    nextCursor: last && found.length > limit ? writeCursor(last.position) : null,
  };
}
