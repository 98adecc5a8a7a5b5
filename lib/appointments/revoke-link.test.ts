import { expect, test } from "vitest";
import { updateService } from "#db/queries/services.ts";
import { idempotencyKeys } from "#db/schema/system.ts";
import { DAY } from "#lib/core/clock.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { findManagedInquiry } from "#lib/inquiries/find-managed-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { findManagedEntry } from "#lib/waitlist/find-managed-entry.ts";
import { fireWaitlist } from "#lib/waitlist/fire-waitlist.ts";
import { waitlistRequest } from "#lib/waitlist/input.ts";
import { joinWaitlist } from "#lib/waitlist/join-waitlist.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { requestNextSitting } from "./request-next-sitting.ts";
import { revokeLink } from "./revoke-link.ts";
import { showManagedAppointment } from "./show-managed-appointment.ts";

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";

const lena = {
  artistId: "mara",
  serviceId: "session",
  clientName: "Lena Hofer",
  clientEmail: "lena@example.org",
};

test("a revoked link is handed out by no page of before: neither the earlier time's nor the idea's", async () => {
  const studio = await openStudio();
  const input = inquiryRequest.parse({ ...lena, description: "A heron" });
  const { inquiry } = await createInquiry(studio.ctx(), input, { locale: "en" });
  const idea = manageToken(studio.env, { id: inquiry.id, linkGeneration: 0 }, "inquiry").token;
  const first = await makeOffer(studio.ctx("admin"), {
    about: { kind: "inquiry", id: inquiry.id },
    times: [{ startMs: TEN }],
  });
  const heldId = first.times[0]?.heldId;
  const before = await chooseOffered(studio.ctx(), { kind: "inquiry", token: idea, heldId });
  const token = tokenIn(before.manageUrl);
  await makeOffer(studio.ctx("admin"), {
    about: { kind: "appointment", id: before.appointmentId },
    times: [{ startMs: TEN + DAY }],
  });
  const choice = { kind: "appointment" as const, token, startMs: TEN + DAY };
  const chosen = await chooseOffered(studio.ctx(), choice);

  const fresh = tokenIn(await revokeLink(studio.ctx("admin"), chosen.appointmentId));
  expect(fresh).not.toBe(tokenIn(chosen.manageUrl));
  await expect(chooseOffered(studio.ctx(), choice)).rejects.toMatchObject({ code: "not_found" });
  expect(await showManagedAppointment(studio.ctx(), token)).toBeNull();
  expect(await findManagedInquiry(studio.ctx(), idea)).toBeNull();
  const renewed = manageToken(studio.env, { id: inquiry.id, linkGeneration: 1 }, "inquiry").token;
  expect(await findManagedInquiry(studio.ctx(), renewed)).not.toBeNull();
  expect(await showManagedAppointment(studio.ctx(), fresh)).not.toBeNull();
});

test("nor by the other sittings of the series", async () => {
  const studio = await openStudio();
  await updateService(studio.db, "session", {
    set: { sessions: 2, sessionGapDays: 1 },
    audit: auditLine("session"),
  });
  const { appointment, manageUrl } = await studio.request();
  const second = await requestNextSitting(studio.ctx(), tokenIn(manageUrl), { startMs: TEN + 5 * DAY });
  const fresh = tokenIn(await revokeLink(studio.ctx("admin"), appointment.id));
  expect(await showManagedAppointment(studio.ctx(), tokenIn(second))).toBeNull();
  const page = await showManagedAppointment(studio.ctx(), fresh);
  const other = page?.sittings.find(({ isThis }) => !isThis);
  expect(await showManagedAppointment(studio.ctx(), tokenIn(other?.path ?? ""))).toMatchObject({
    appointment: { seriesPosition: 2 },
  });
});

test("nor by the place on the waitlist it came from", async () => {
  // One slot that day, which somebody else has.
  const studio = await openStudio({ hours: [{ weekday: 3, startMinute: 600, endMinute: 660 }] });
  const { id } = (await studio.request()).appointment;
  const input = waitlistRequest.parse({ ...lena, fromDay: "2026-12-02", toDay: "2026-12-02" });
  const { entry } = await joinWaitlist(studio.ctx(), input, { locale: "en" });
  const { token } = manageToken(studio.env, { id: entry?.id ?? "", linkGeneration: 0 }, "waitlist");
  await appointmentVerbs.cancelAppointment(studio.ctx("admin"), { id });
  expect(await fireWaitlist(studio.ctx("worker"))).toBe(1);
  const claim = { kind: "waitlist" as const, token, startMs: TEN };
  const { appointmentId, manageUrl } = await chooseOffered(studio.ctx(), claim);
  expect(await findManagedEntry(studio.ctx(), token)).toMatchObject({ appointmentUrl: manageUrl });
  await revokeLink(studio.ctx("admin"), appointmentId);
  expect(await findManagedEntry(studio.ctx(), token)).toBeNull();
  await expect(chooseOffered(studio.ctx(), claim)).rejects.toMatchObject({ code: "not_found" });
});

test("what makes a sitting safe to ask for twice keeps no link, and is found by its appointment", async () => {
  const studio = await openStudio();
  await updateService(studio.db, "session", {
    set: { sessions: 2, sessionGapDays: 1 },
    audit: auditLine("session"),
  });
  const { manageUrl } = await studio.request();
  await requestNextSitting(studio.ctx(), tokenIn(manageUrl), { startMs: TEN + 5 * DAY });
  const [key] = studio.db.select().from(idempotencyKeys).all();
  expect(key?.response).toEqual({ appointment: { id: expect.any(String) } });
});
