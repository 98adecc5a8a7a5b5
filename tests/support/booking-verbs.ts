import { answerCustomer } from "#lib/appointments/answer-customer.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { markNoShow } from "#lib/appointments/mark-no-show.ts";
import { revokeLink } from "#lib/appointments/revoke-link.ts";
import { setDeposit } from "#lib/appointments/set-deposit.ts";
import { undoAppointmentChange } from "#lib/appointments/undo-appointment-change.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { changeConsentForm } from "#lib/consents/change-consent-form.ts";
import { createConsentForm } from "#lib/consents/create-consent-form.ts";
import { listConsentForms } from "#lib/consents/list-consent-forms.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { blockCustomer } from "#lib/customers/block-customer.ts";
import { unblockCustomer } from "#lib/customers/unblock-customer.ts";
import { endFeed } from "#lib/feeds/end-feed.ts";
import { renewFeed } from "#lib/feeds/renew-feed.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { declineInquiry } from "#lib/inquiries/decline-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { listInquiries } from "#lib/inquiries/list-inquiries.ts";
import { reopenInquiry } from "#lib/inquiries/reopen-inquiry.ts";
import { showInquiry } from "#lib/inquiries/show-inquiry.ts";
import { answerInquiryMessage } from "#lib/inquiries/write-about-inquiry.ts";
import { queueReminders } from "#lib/mail/queue-reminders.ts";
import { expireOffers } from "#lib/offers/expire-offers.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { withdrawOffer } from "#lib/offers/withdraw-offer.ts";
import { createAppointment } from "#lib/schedule/create-appointment.ts";
import { explainAppointment } from "#lib/schedule/explain-appointment.ts";
import { explainTime } from "#lib/schedule/explain-time.ts";
import { showSchedule } from "#lib/schedule/show-schedule.ts";
import { takeBackCreated } from "#lib/schedule/take-back-created.ts";
import { addClosure } from "#lib/studio/add-closure.ts";
import { listClosures } from "#lib/studio/list-closures.ts";
import { removeClosure } from "#lib/studio/remove-closure.ts";
import { listWaitlist } from "#lib/waitlist/list-waitlist.ts";
import { changeWebhook } from "#lib/webhooks/change-webhook.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { deleteWebhook } from "#lib/webhooks/delete-webhook.ts";
import { listWebhookLog } from "#lib/webhooks/list-webhook-log.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";
import { renewWebhookSecret } from "#lib/webhooks/renew-webhook-secret.ts";
import { restoreWebhook } from "#lib/webhooks/restore-webhook.ts";
import { retryWebhook } from "#lib/webhooks/retry-webhook.ts";
import { showWebhook } from "#lib/webhooks/show-webhook.ts";
import { type ActorName, actors } from "./test-actors.ts";
import { TEN } from "./test-request.ts";

/** A verb on something of Mara's, given an appointment of hers, and who may. */
export type VerbPermission = [verb: (ctx: Ctx, id: string) => Promise<unknown>, may: ActorName[]];

export const studioPeople: ActorName[] = ["mara", "staff", "admin", "worker"];
export const owners: ActorName[] = ["mara", "admin", "worker"];
export const admins: ActorName[] = ["admin", "worker"];
const hook = { name: "X", url: "https://x.example/hook", events: ["*" as const] };
const entered = {
  artistId: "mara",
  serviceId: "session",
  startMs: TEN + DAY,
  clientName: "X",
  notify: false,
};
const later = [{ startMs: TEN + 2 * DAY }];
const everybodyOfTheStudio: ActorName[] = ["mara", "theo", "staff", "admin", "worker"];

/** The same with somebody for whom everything may be done beforehand. */
const byWorker = (ctx: Ctx): Ctx => ({ ...ctx, actor: actors.worker });

/** An idea for Mara. @returns its id */
async function idea(ctx: Ctx): Promise<string> {
  const input = inquiryRequest.parse({
    artistId: "mara",
    serviceId: "session",
    clientName: "X",
    clientEmail: "x@example.org",
    description: "A heron",
  });
  const { inquiry } = await createInquiry({ ...ctx, actor: actors.customer }, input, { locale: "en" });
  return inquiry.id;
}

/** Times offered instead of Mara's appointment. @returns the offer's id */
async function offered(ctx: Ctx, id: string): Promise<string> {
  const { offer } = await makeOffer(byWorker(ctx), { about: { kind: "appointment", id }, times: later });
  return offer.id;
}

/** What the studio does about bookings beside answering them, and what it sets for them. */
export const bookingVerbs: Record<string, VerbPermission> = {
  completeAppointment: [(ctx, id) => completeAppointment(ctx, { id }), studioPeople],
  markNoShow: [(ctx, id) => markNoShow(ctx, { id }), studioPeople],
  undoAppointmentChange: [(ctx, id) => undoAppointmentChange(ctx, id), studioPeople],
  answerCustomer: [(ctx, id) => answerCustomer(ctx, { id, text: "Yes." }), studioPeople],
  revokeLink: [(ctx, id) => revokeLink(ctx, id), studioPeople],
  setDeposit: [(ctx, id) => setDeposit(ctx, { id, state: "due", amount: 5000 }), studioPeople],
  explainAppointment: [(ctx, id) => explainAppointment(ctx, id), studioPeople],
  explainTime: [
    (ctx) => explainTime(ctx, { artistId: "mara", startMs: TEN, endMs: TEN + HOUR }),
    studioPeople,
  ],
  showMarasSchedule: [
    (ctx) => showSchedule(ctx, { artistId: "mara", fromMs: TEN, toMs: TEN + DAY }),
    studioPeople,
  ],
  createAppointment: [(ctx) => createAppointment(ctx, entered), studioPeople],
  takeBackCreated: [
    async (ctx) => takeBackCreated(ctx, (await createAppointment(byWorker(ctx), entered)).id),
    studioPeople,
  ],
  makeOffer: [
    (ctx, id) => makeOffer(ctx, { about: { kind: "appointment", id }, times: later }),
    studioPeople,
  ],
  makeOfferAboutAnIdea: [
    async (ctx) => makeOffer(ctx, { about: { kind: "inquiry", id: await idea(ctx) }, times: later }),
    studioPeople,
  ],
  withdrawOffer: [async (ctx, id) => withdrawOffer(ctx, await offered(ctx, id)), studioPeople],
  expireOffers: [(ctx) => expireOffers(ctx), admins],
  showInquiry: [async (ctx) => showInquiry(ctx, await idea(ctx)), studioPeople],
  declineInquiry: [async (ctx) => declineInquiry(ctx, { id: await idea(ctx) }), studioPeople],
  reopenInquiry: [async (ctx) => reopenInquiry(ctx, await idea(ctx)), studioPeople],
  answerInquiryMessage: [
    async (ctx) => answerInquiryMessage(ctx, { id: await idea(ctx), text: "Yes." }),
    studioPeople,
  ],
  listInquiries: [(ctx) => listInquiries(ctx, { statuses: ["OPEN"] }), everybodyOfTheStudio],
  listWaitlist: [(ctx) => listWaitlist(ctx), everybodyOfTheStudio],
  blockCustomer: [(ctx) => blockCustomer(ctx, "nobody", {}), ["staff", ...admins]],
  unblockCustomer: [(ctx) => unblockCustomer(ctx, "nobody"), ["staff", ...admins]],
  addClosure: [(ctx) => addClosure(ctx, { fromDay: "2026-12-24", toDay: "2026-12-26", note: "" }), admins],
  removeClosure: [(ctx) => removeClosure(ctx, "nothing"), admins],
  listClosures: [(ctx) => listClosures(ctx), everybodyOfTheStudio],
  createConsentForm: [
    (ctx) => createConsentForm(ctx, { title: "Consent", body: "I agree.", minimumAge: null }),
    admins,
  ],
  changeConsentForm: [(ctx) => changeConsentForm(ctx, "nothing", { title: "X" }), admins],
  listConsentForms: [(ctx) => listConsentForms(ctx), everybodyOfTheStudio],
  createWebhook: [(ctx) => createWebhook(ctx, hook), admins],
  changeWebhook: [(ctx) => changeWebhook(ctx, { id: "nothing", name: "X" }), admins],
  deleteWebhook: [(ctx) => deleteWebhook(ctx, "nothing"), admins],
  restoreWebhook: [(ctx) => restoreWebhook(ctx, { undo: "nothing" }), admins],
  renewWebhookSecret: [(ctx) => renewWebhookSecret(ctx, "nothing"), admins],
  retryWebhook: [(ctx) => retryWebhook(ctx, "nothing"), admins],
  showWebhook: [(ctx) => showWebhook(ctx, "nothing"), admins],
  listWebhooks: [(ctx) => listWebhooks(ctx), admins],
  listWebhookLog: [(ctx) => listWebhookLog(ctx, { id: "nothing", limit: 10 }), admins],
  renewFeed: [(ctx) => renewFeed(ctx, "mara"), owners],
  endFeed: [(ctx) => endFeed(ctx, "mara"), owners],
  queueReminders: [(ctx) => queueReminders(ctx), admins],
};
