import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { InquiryRow } from "#db/queries/inquiries.ts";
import type { WaitlistRow } from "#db/queries/waitlist.ts";
import type { InquiryTemplate } from "./compose-inquiry-notice.ts";
import type { NoticeTemplate } from "./compose-notice.ts";
import type { WaitlistTemplate } from "./compose-waitlist-notice.ts";

/**
 * Whether a notice still says how things are when a mail server takes it, which after an outage can be days later.
 * What became of it since has a notice of its own, behind it in the outbox; so what is no longer true is not sent.
 */
export function noticeStillTrue(
  template: NoticeTemplate,
  appointment: Pick<
    AppointmentWithNames,
    "status" | "statusReason" | "startMs" | "conflict" | "depositState"
  >,
  now: { nowMs: number; hasOffer: boolean; hasChosen: boolean; remindsOfMs: number | null },
): boolean {
  const { status, startMs } = appointment;
  const isActive = status === "PENDING" || status === "CONFIRMED";
  switch (template) {
    case "requested":
      return status === "PENDING";
    case "confirmed":
      return status === "CONFIRMED";
    case "declined":
      return status === "DECLINED";
    case "cancelled":
      return status === "CANCELLED";
    case "expired":
      return status === "DECLINED" && appointment.statusReason === "expired";
    case "rescheduled":
    case "offer_chosen":
      return isActive;
    case "conflict":
      return isActive && appointment.conflict;
    case "offered":
      return now.hasOffer;
    case "offer_expired":
      return !now.hasOffer && !now.hasChosen;
    case "reminder":
      return status === "CONFIRMED" && startMs > now.nowMs && startMs === (now.remindsOfMs ?? startMs);
    case "deposit_due":
      return isActive && appointment.depositState === "due";
    case "offer_refused":
    case "message":
      return true;
  }
}

/** The same for an idea. */
export function inquiryNoticeStillTrue(
  template: InquiryTemplate,
  { status }: Pick<InquiryRow, "status">,
  hasOffer: boolean,
): boolean {
  switch (template) {
    case "received":
      return status === "OPEN";
    case "offered":
      return hasOffer;
    case "chosen":
      return status === "BOOKED";
    case "offer_expired":
      return !hasOffer && status !== "BOOKED";
    case "declined":
      return status === "DECLINED";
    case "withdrawn":
      return status === "WITHDRAWN";
    case "expired":
      return status === "EXPIRED";
    case "offer_refused":
    case "message":
      return true;
  }
}

/** The same for an entry of the waitlist. */
export function waitlistNoticeStillTrue(
  template: WaitlistTemplate,
  { state }: Pick<WaitlistRow, "state">,
  hasOffer: boolean,
): boolean {
  switch (template) {
    case "joined":
      return state === "WAITING" || state === "OFFERED";
    case "offered":
      return hasOffer;
    case "passed":
      return state === "WAITING";
    case "over":
      return state === "LEFT" || state === "EXPIRED";
  }
}
