import { listCustomerAppointments, summariseAppointments } from "#db/queries/customer-appointments.ts";
import { earlierContacts } from "#db/queries/customer-contacts.ts";
import { listNotes } from "#db/queries/customer-notes.ts";
import { tagsOf } from "#db/queries/customer-tags.ts";
import { findPossibleDuplicates } from "#db/queries/customers.ts";
import { listMerges } from "#db/queries/list-merges.ts";
import { countNoShows } from "#db/queries/may-book.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { visibleArtistId } from "#lib/auth/permissions.ts";
import { allowedWith, customerScope, requireCustomerAccess } from "./customer-access.ts";
import type { CustomerView } from "./customer-view.ts";
import { toHistoryView, toNoteView, toRowView } from "./to-customer-view.ts";
import { UNDO_MERGE_MS } from "./undo-window.ts";

/** Everything about one customer; an artist sees their own appointments only. @throws AppError `not_found` */
export async function showCustomer(ctx: Ctx, id: string): Promise<CustomerView> {
  const row = await requireCustomerAccess(ctx, id);
  const artistId = visibleArtistId(ctx.actor);
  const summaries = await summariseAppointments(ctx.db, { ids: [id], artistId, nowMs: ctx.now() });
  const history = await listCustomerAppointments(ctx.db, { id, artistId });
  const allowed = allowedWith(ctx.actor);
  return {
    ...toRowView(ctx.env, row, {
      tags: tagsOf(ctx.db, [id]).get(id),
      summary: summaries.get(id),
      noShows: countNoShows(ctx.db, [id], artistId).get(id),
    }),
    source: row.source,
    earlierContacts: earlierContacts(ctx.db, id),
    version: row.version,
    notes: (await listNotes(ctx.db, id)).map((note) => toNoteView(ctx.actor, note)),
    history: history.map((one) => toHistoryView(row, one)),
    possibleDuplicates: await findPossibleDuplicates(ctx.db, row, customerScope(ctx.actor)),
    merges: allowed.merge ? await listMerges(ctx.db, id, ctx.now() - UNDO_MERGE_MS) : [],
    allowed,
  };
}
