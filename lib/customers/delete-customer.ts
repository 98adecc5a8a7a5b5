import { type ForgottenCounts, forgetCustomer } from "#db/queries/forget-customer.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { deliverNow } from "#lib/sync/deliver-outbox.ts";
import { calendarPush } from "#lib/sync/outbox-rows.ts";
import { folderDeletion } from "./folder-row.ts";

const FOLDER_BUDGET_MS = 2 * SECOND;
/** The folders of more who became one wait for the worker. */
const AT_ONCE = 2;

export interface DeletedCustomer extends ForgottenCounts {
  /** What becomes of their folder in Nextcloud; null where there was none. */
  folder: "trash" | "keep" | null;
}

/**
 * Forgets a person. What names them leaves the database at once, events and folder in Nextcloud follow through the
 * outbox, so that Nextcloud being away loses nothing: events stand without a name, the folder goes to the trash bin
 * unless it is kept,
 * with those that people who became part of them left behind. Appointments stay, without a person. Nobody
 * is written to; whoever of the studio hears of cancellations hears of these, without a name.
 * @throws AppError `not_signed_in`, `not_allowed` but for admins, `not_found`, `conflict` while appointments are ahead
 *   (`errors.cancel_upcoming`) or their folder holds another customer's (`errors.files`)
 */
export async function deleteCustomer(
  ctx: Ctx,
  id: string,
  options: { files: "trash" | "keep"; cancelUpcoming?: boolean },
): Promise<DeletedCustomer> {
  requireAdmin(ctx.actor);
  const done = await forgetCustomer(ctx.db, {
    id,
    nowMs: ctx.now(),
    cancelUpcoming: options.cancelUpcoming ?? false,
    trashFolder: options.files === "trash",
    pushOf: (appointmentId) => calendarPush(ctx, appointmentId, { words: true }),
    folderDeletionOf: (folder) => folderDeletion(ctx, folder.customerId, folder),
    cancelledOf: (appointment) =>
      auditEntry(ctx, { entity: "appointment", entityId: appointment.id, action: "cancelled" }),
    auditOf: (counts) =>
      auditEntry(ctx, {
        entity: "customer",
        entityId: id,
        action: "forgotten",
        detail: { ...counts, files: options.files },
      }),
  });
  switch (done.outcome) {
    case "gone":
      throw new AppError("not_found", "There is no customer with this id.");
    case "upcoming":
      throw new AppError(
        "conflict",
        `There are appointments ahead (${done.upcoming}). Cancel them as well?`,
        {
          errors: { cancel_upcoming: ["required"] },
        },
      );
    case "holds_others_folder":
      throw new AppError(
        "conflict",
        "Their folder holds another customer's, or lies in one. Move it in Nextcloud first, or keep the files.",
        { errors: { files: ["holds_others_folder"] } },
      );
    case "forgotten": {
      wakeListeners();
      for (const spoolId of done.spoolIds) await removeSpooled(ctx.env, spoolId);
      for (const row of done.folderRows.slice(0, AT_ONCE)) await deliverNow(ctx, row, FOLDER_BUDGET_MS);
      return { ...done.counts, folder: done.hadFolder ? options.files : null };
    }
  }
}
