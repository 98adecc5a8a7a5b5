import type { Ctx } from "#lib/auth/context.ts";
import { addDays, dayOf, instantOf, weekdayOf } from "#lib/core/time-zone.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { waitlistRequest } from "#lib/waitlist/input.ts";
import { joinWaitlist } from "#lib/waitlist/join-waitlist.ts";
import { demoInquiries, demoWaitlist } from "./visitors-data.ts";

const ZONE = "Europe/Vienna";

/**
 * Ideas for the artists, one of them answered with times on Mondays, when Mara is off otherwise; and somebody who waits
 * for a Monday.
 */
export async function seedInquiries(worker: Ctx): Promise<void> {
  const customer: Ctx = { ...worker, actor: { kind: "customer" } };
  for (const { offered, ...asked } of demoInquiries) {
    const { inquiry } = await createInquiry(customer, inquiryRequest.parse(asked), { locale: "en" });
    if (!offered) continue;
    await makeOffer(worker, {
      about: { kind: "inquiry", id: inquiry.id },
      word: offered.word,
      times: mondays(worker.now(), 2).map((day) => ({ startMs: instantOf(day, 11 * 60, ZONE) })),
    });
  }
  const today = dayOf(worker.now(), ZONE);
  const days = { fromDay: today, toDay: addDays(today, 75) };
  await joinWaitlist(customer, waitlistRequest.parse({ ...demoWaitlist, ...days }), { locale: "en" });
}

/** Mondays from the week after next on. */
function mondays(nowMs: number, count: number): string[] {
  const today = dayOf(nowMs, ZONE);
  const first = addDays(today, 15 - weekdayOf(today));
  return Array.from({ length: count }, (_, index) => addDays(first, 7 * index));
}
