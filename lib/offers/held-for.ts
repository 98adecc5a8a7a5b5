import type { AppointmentRow } from "#db/queries/appointments.ts";
import type { InquiryRow } from "#db/queries/inquiries.ts";
import type { WaitlistRow } from "#db/queries/waitlist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import type { HeldFor } from "./new-held.ts";

/** The alternatives to an appointment go on with everything it has. */
export function heldForAppointment(origin: AppointmentRow): HeldFor {
  return {
    artistId: origin.artistId,
    serviceId: origin.serviceId,
    customerId: origin.customerId,
    timeZone: origin.timeZone,
    locale: origin.locale,
    clientName: origin.clientName,
    clientEmail: origin.clientEmail,
    clientPhone: origin.clientPhone,
    description: origin.description,
    inquiryId: origin.inquiryId,
    rootId: origin.rootId ?? origin.id,
    seriesId: origin.seriesId,
    seriesPosition: origin.seriesPosition,
    seriesTotal: origin.seriesTotal,
    depositAmount: origin.depositAmount,
    depositCurrency: origin.depositCurrency,
    depositState: origin.depositState,
    depositUrl: origin.depositUrl,
    depositChangedAt: origin.depositChangedAt,
    bufferBeforeMs: origin.startMs - origin.blockStartMs,
    bufferAfterMs: origin.blockEndMs - origin.endMs,
    version: origin.version + 2,
  };
}

/** What an inquiry or an entry of the waitlist becomes has the service's own terms. */
export async function heldForCustomer(
  ctx: Pick<Ctx, "db">,
  about: InquiryRow | WaitlistRow,
  words: { description: string; inquiryId: string | null },
): Promise<HeldFor & { durationMs: number; minimumNoticeMs: number }> {
  const { service, rules } = await loadRules(ctx.db, about);
  const { currency } = await studioSettings(ctx);
  const deposit = service?.depositAmount ?? null;
  const sessions = service?.sessions ?? 1;
  return {
    artistId: about.artistId,
    serviceId: about.serviceId,
    customerId: about.customerId,
    timeZone: about.timeZone,
    locale: about.locale,
    clientName: about.clientName,
    clientEmail: about.clientEmail,
    clientPhone: about.clientPhone,
    ...words,
    rootId: null,
    seriesId: null,
    seriesPosition: 1,
    seriesTotal: sessions,
    beginsSeries: sessions > 1,
    depositAmount: deposit,
    depositCurrency: deposit === null ? "" : currency,
    depositState: deposit === null ? "none" : "due",
    depositUrl: "",
    depositChangedAt: null,
    bufferBeforeMs: rules.bufferBeforeMs,
    bufferAfterMs: rules.bufferAfterMs,
    durationMs: rules.durationMs,
    minimumNoticeMs: rules.minimumNoticeMs,
    version: 1,
  };
}
