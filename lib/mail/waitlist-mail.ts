import { z } from "zod";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { findWaitlistEntry } from "#db/queries/waitlist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { composeWaitlistNotice, waitlistTemplates } from "./compose-waitlist-notice.ts";
import { openOffer } from "./open-offer.ts";
import { answersTo, type PreparedMail, readersOf } from "./prepared-mail.ts";
import { waitlistNoticeStillTrue } from "./still-true.ts";

const waitlistPayload = z.object({ entryId: z.string(), template: z.enum(waitlistTemplates) });

/** A notice to somebody on the waitlist as things are now; null when it would no longer say the truth. */
export async function waitlistMail(ctx: Ctx, row: OutboxRow): Promise<PreparedMail | null> {
  const { entryId, template } = waitlistPayload.parse(row.payload);
  const entry = await findWaitlistEntry(ctx.db, entryId);
  if (!entry) return null;
  const offer = await openOffer(ctx.db, entry.id, ctx.now());
  if (!waitlistNoticeStillTrue(template, entry, offer !== null)) return null;
  const settings = await studioSettings(ctx);
  return {
    to: await readersOf(ctx, "customer", entry),
    ...answersTo("customer", settings),
    document: composeWaitlistNotice({
      template,
      entry,
      settings,
      link: manageUrl(ctx.env, entry, "waitlist"),
      offer: template === "offered" ? offer : null,
    }),
  };
}
