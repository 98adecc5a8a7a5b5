import { describe, expect, test } from "vitest";
import { markSending, skipRun } from "#db/queries/follow-ups.ts";
import { claimDue } from "#db/queries/outbox.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { deleteCustomer } from "#lib/customers/delete-customer.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { type FollowUpStudio, openFollowUpStudio } from "#tests/support/follow-up-studio.ts";
import { TEN } from "#tests/support/test-request.ts";
import { deliverFollowUp } from "./deliver-follow-up.ts";

const WHO = "Nora Vogt";
const { confirmAppointment, cancelAppointment, declineAppointment, undoAppointmentChange } = appointmentVerbs;

async function deliverAll(studio: FollowUpStudio): Promise<void> {
  for (let round = 0; round < 6; round++) {
    await studio.deliver();
    studio.clock.advance(20 * MINUTE);
  }
}

const brief = async (studio: FollowUpStudio) =>
  (await studio.runs()).map(({ event, state, reason }) => [event, state, reason]);

/** A confirmed appointment, ten seconds after that; nothing was delivered. */
async function confirmed(studio: FollowUpStudio): Promise<string> {
  const { id } = (await studio.request({ clientName: WHO })).appointment;
  await confirmAppointment(studio.ctx("admin"), { id });
  studio.clock.advance(10 * SECOND);
  return id;
}

describe("a step that is taken back", () => {
  test("tells what was left out while it stood", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "zulip");
    await studio.follow("cancelled", "zulip");
    const id = await confirmed(studio);
    await cancelAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(6 * SECOND);
    // The confirmation is due, and not so.
    await studio.deliver();
    await undoAppointmentChange(studio.ctx("admin"), id);
    await deliverAll(studio);
    expect(await studio.held("zulip", WHO)).toEqual([expect.stringMatching(/^confirmed: /)]);
    expect(await brief(studio)).toEqual([
      ["confirmed", "done", null],
      ["cancelled", "skipped", "taken_back"],
      ["confirmed", "skipped", "untrue"],
    ]);
  });

  test("tells a request that was left out because it was declined", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("requested", "todoist");
    const { id } = (await studio.request({ clientName: WHO })).appointment;
    await declineAppointment(studio.ctx("admin"), { id });
    await studio.deliver();
    expect(await brief(studio)).toEqual([["requested", "skipped", "untrue"]]);
    await undoAppointmentChange(studio.ctx("admin"), id);
    await deliverAll(studio);
    expect(await studio.held("todoist", WHO)).toHaveLength(1);
  });

  test("was not heard of where its system refused to hear it", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "todoist");
    await studio.follow("cancelled", "todoist");
    const id = await confirmed(studio);
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    const body = JSON.stringify({ error: "No" });
    studio.todoist.faults.add({ method: "POST", status: 400, contentType: "application/json", body });
    await cancelAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    expect((await brief(studio))[0]).toEqual(["cancelled", "waiting", "invalid"]);
    await undoAppointmentChange(studio.ctx("admin"), id);
    studio.todoist.faults.clear();
    await deliverAll(studio);
    expect(await studio.held("todoist", WHO)).toEqual([`confirmed: ${WHO}`]);
  });

  test("is not told by somebody who has it in hand already", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "zulip");
    await studio.follow("cancelled", "zulip");
    const id = await confirmed(studio);
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    await cancelAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(DECISION_WAIT_MS);
    const [row] = await claimDue(studio.db, {
      nowMs: studio.clock.now(),
      holdMs: MINUTE,
      limit: 1,
      kind: "follow_up",
    });
    if (!row) throw new Error("Nothing is due");
    // It is undone between reading the appointment and marking the run.
    await Promise.all([
      deliverFollowUp(studio.ctx("worker"), row),
      undoAppointmentChange(studio.ctx("admin"), id),
    ]);
    await deliverAll(studio);
    const told = (await studio.held("zulip", WHO)).map((line) => line.split(":")[0]);
    // Either nobody heard of it, or who heard hears that it stands again.
    expect([["confirmed"], ["confirmed", "cancelled", "confirmed"]]).toContainEqual(told);
  });
});

test("nothing is sent for an appointment that is no longer as it was read", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", "zulip");
  const { id } = (await studio.request({ clientName: WHO })).appointment;
  const run = { id: `${id}:1:requested:zulip`, appointmentId: id };
  const row = await studio.rowOf(run.id);
  if (!row) throw new Error("Nothing waits");
  const sending = { at: studio.clock.now(), target: {}, version: 1, key: "0" };
  await confirmAppointment(studio.ctx("admin"), { id });
  expect(await markSending(studio.db, run, row, sending)).toBe("changed");
  expect(await skipRun(studio.db, run, { reason: "untrue", at: 0, version: 1 })).toBe(false);
  expect(await markSending(studio.db, run, row, { ...sending, version: 2 })).toBe("marked");
  expect(await markSending(studio.db, run, row, { ...sending, version: 2 })).toBe("taken");
});

test("another time chosen in place of a confirmed one is no cancellation", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("cancelled", "zulip");
  await studio.follow("confirmed", "zulip");
  const id = await confirmed(studio);
  studio.clock.advance(DECISION_WAIT_MS);
  await studio.deliver();
  const startMs = TEN + 24 * 60 * MINUTE;
  await makeOffer(studio.ctx("mara"), { about: { kind: "appointment", id }, times: [{ startMs }], word: "" });
  const { token } = manageToken(studio.env, { id, linkGeneration: 0 });
  await chooseOffered(studio.ctx(), { kind: "appointment", token, startMs });
  expect((await studio.appointment(id)).status).toBe("CANCELLED");
  await deliverAll(studio);
  const told = (await studio.held("zulip", WHO)).map((line) => line.split(":")[0]);
  expect(told).toEqual(["confirmed", "confirmed"]);
});

test("a customer who is deleted with what lies ahead: the team hears that the time is free, and not whose it was", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("cancelled", "zulip");
  await studio.follow("cancelled", "freescout");
  const id = await confirmed(studio);
  const { customerId } = await studio.appointment(id);
  await deleteCustomer(studio.ctx("admin"), customerId ?? "", { files: "keep", cancelUpcoming: true });
  await deliverAll(studio);
  expect(await studio.held("zulip", "cancelled: ")).toEqual([
    expect.stringMatching(/^cancelled: somebody whose data was deleted \(/),
  ]);
  expect(await studio.held("zulip", WHO)).toEqual([]);
  expect(await brief(studio)).toEqual(
    expect.arrayContaining([
      ["cancelled", "done", null],
      ["cancelled", "skipped", "forgotten"],
    ]),
  );
});
