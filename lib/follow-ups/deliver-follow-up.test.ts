import { describe, expect, test } from "vitest";
import { noteRun } from "#db/queries/follow-ups.ts";
import { makeOutboxDue } from "#db/queries/outbox.ts";
import { appointments } from "#db/schema/appointments.ts";
import { followUpRuns } from "#db/schema/integrations.ts";
import { rescheduleManagedAppointment } from "#lib/appointments/reschedule-managed-appointment.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { deleteCustomer } from "#lib/customers/delete-customer.ts";
import { discardDelivery } from "#lib/outbox/discard-delivery.ts";
import { listWaiting } from "#lib/outbox/list-waiting.ts";
import { retryDelivery } from "#lib/outbox/retry-delivery.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { type FollowUpStudio, openFollowUpStudio } from "#tests/support/follow-up-studio.ts";
import { stopTimers, timersUntil } from "#tests/support/own-time.ts";
import { TEN } from "#tests/support/test-request.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { deliverFollowUp } from "./deliver-follow-up.ts";
import { forgetFollowUpRuns } from "./forget-follow-up-runs.ts";
import { FOLLOW_UP_CONNECTORS } from "./kinds.ts";
import { saveFollowUp } from "./save-follow-up.ts";

const WHO = "Nora Vogt";

/** A request by Nora with what follows it in one system. */
async function requested(connector: (typeof FOLLOW_UP_CONNECTORS)[number], template?: string) {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", connector, template);
  const { appointment } = await studio.request({ clientName: WHO, clientEmail: "nora@example.org" });
  const runId = `${appointment.id}:1:requested:${connector}`;
  return { studio, id: appointment.id, runId };
}

/** Lets what waits be tried again, until it is done or so many attempts were made. */
async function untilDone(studio: FollowUpStudio, attempts = 8): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    await studio.deliver();
    if ((await studio.runs()).every(({ state }) => state !== "waiting")) return;
    studio.clock.advance(20 * MINUTE);
  }
}

test("a request becomes a task, a conversation and a message, each with the words of its template", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", "todoist", "Answer {customer}\n{reference}, {status}\n{link}");
  await studio.follow("requested", "freescout", "{service} for {customer}\n{description}");
  await studio.follow("requested", "zulip", "**New:** {customer}");
  const { appointment } = await studio.request({
    clientName: WHO,
    clientEmail: "nora@example.org",
    description: "A <b>heron</b> & @**all**",
  });
  expect(await studio.deliver()).toBe(3);
  const mark = `(${appointment.id.slice(0, 8).toUpperCase()}-1)`;
  expect(await studio.held("todoist", WHO)).toEqual([`Answer ${WHO}`]);
  expect(await studio.held("freescout", WHO)).toEqual([expect.stringMatching(/ for Nora Vogt \(.{8}-1\)$/)]);
  expect(await studio.held("zulip", WHO)).toEqual([`**New:** ${WHO} ${mark}`]);
  const runs = await studio.runs();
  expect(runs.map(({ state, appointmentId, reason }) => ({ state, appointmentId, reason }))).toEqual(
    runs.map(() => ({ state: "done", appointmentId: appointment.id, reason: null })),
  );
  for (const { remoteUrl } of runs) expect(remoteUrl).toMatch(/^https?:\/\/\S+$/);
  expect(await studio.outboxIds()).not.toContain(`follow_up:${runs[0]?.id}`);
});

describe.each(FOLLOW_UP_CONNECTORS)("%s gets it once", (connector) => {
  test("when it was made and the answer was lost", async () => {
    const { studio } = await requested(connector);
    studio[connector].faults.add({ method: "POST", drop: "after" });
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "network" }]);
    studio[connector].faults.clear();
    studio.clock.advance(DAY);
    await untilDone(studio);
    expect(await studio.runs()).toMatchObject([{ state: "done", reason: null }]);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
  });

  test("also when its template, its place and the appointment's words were changed in between", async () => {
    const { studio, id } = await requested(connector, "{status}: {customer}");
    studio[connector].faults.add({ method: "POST", drop: "after" });
    await studio.deliver();
    studio[connector].faults.clear();
    await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
    const elsewhere = {
      todoist: {},
      freescout: { mailboxId: "1" },
      zulip: { channel: "bookings", topic: "Elsewhere" },
    };
    await saveFollowUp(studio.ctx("admin"), {
      event: "requested",
      connector,
      active: true,
      template: "Quite another: {customer}, {status}",
      target: elsewhere[connector],
    });
    studio.clock.advance(HOUR);
    await untilDone(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
    expect(await studio.runs()).toMatchObject([{ state: "done" }]);
  });

  test("when the process died between the call and the note of it", async () => {
    const { studio, runId } = await requested(connector);
    const row = await studio.rowOf(runId);
    if (!row) throw new Error("no row");
    await deliverFollowUp(studio.ctx("worker"), row);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
    // As the database was the moment before.
    studio.db
      .update(followUpRuns)
      .set({ state: "sending", remoteId: null, remoteUrl: null, doneAt: null })
      .run();
    studio.clock.advance(2 * MINUTE);
    await untilDone(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
    expect(await studio.runs()).toMatchObject([{ state: "done", remoteUrl: expect.stringMatching(/^http/) }]);
  });

  test("when the process died after the note and before the call", async () => {
    const { studio, runId } = await requested(connector);
    studio[connector].faults.add({ method: "POST", drop: true });
    await studio.deliver();
    studio[connector].faults.clear();
    expect(await studio.held(connector, WHO)).toEqual([]);
    await noteRun(studio.db, runId, { state: "sending" });
    studio.clock.advance(HOUR);
    await untilDone(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
  });

  test("by two who deliver at the same time, from the outbox or with the same row in hand", async () => {
    const { studio, runId } = await requested(connector);
    const row = await studio.rowOf(runId);
    if (!row) throw new Error("no row");
    const worker = studio.ctx("worker");
    const both = await Promise.allSettled([deliverFollowUp(worker, row), deliverFollowUp(worker, row)]);
    expect(both.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    await Promise.all([studio.deliver(), studio.deliver()]);
    studio.clock.advance(HOUR);
    await untilDone(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
    expect(await studio.runs()).toMatchObject([{ state: "done" }]);
  });

  test("when somebody has it tried again by hand, however often", async () => {
    const { studio, runId } = await requested(connector);
    studio[connector].faults.add({ method: "POST", drop: "after" });
    await studio.deliver();
    studio[connector].faults.clear();
    for (let time = 0; time < 3; time++) {
      await retryDelivery(studio.ctx("admin"), { id: `follow_up:${runId}` }).catch(() => undefined);
      await studio.deliver();
    }
    studio.clock.advance(HOUR);
    await untilDone(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
  });
});

describe("what a look for it cannot tell", () => {
  test.each(["zulip", "freescout"] as const)("is not made again in %s before it can", async (connector) => {
    const { studio } = await requested(connector);
    studio[connector].faults.add({ method: "POST", drop: "after", times: 1 });
    await studio.deliver();
    studio[connector].faults.add({ method: "GET", status: 503 });
    for (let hours = 0; hours < 5; hours++) {
      studio.clock.advance(HOUR);
      await studio.deliver();
    }
    expect(
      studio[connector].requests.filter((asked) => /^POST \S*(messages|conversations)/.test(asked)),
    ).toHaveLength(1);
    expect(await studio.runs()).toMatchObject([{ state: "waiting" }]);
  });

  test("is waited for while the call may still be under way", async () => {
    const { studio } = await requested("zulip");
    studio.zulip.faults.add({ method: "POST", drop: true, times: 1 });
    await studio.deliver();
    studio.clock.advance(10_000);
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "unknown-outcome" }]);
    expect(await studio.held("zulip", WHO)).toEqual([]);
    studio.clock.advance(MINUTE);
    await untilDone(studio);
    expect(await studio.held("zulip", WHO)).toHaveLength(1);
  });
});

describe("what is no longer so is not told", () => {
  test("a decision taken back within its fifteen seconds", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "zulip");
    await studio.follow("requested", "zulip");
    const { id } = (await studio.request({ clientName: WHO })).appointment;
    await studio.deliver();
    await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(DECISION_WAIT_MS - 1);
    expect(await studio.deliver()).toBe(0);
    await appointmentVerbs.undoAppointmentChange(studio.ctx("admin"), id);
    studio.clock.advance(HOUR);
    await studio.deliver();
    // The request itself, once: going back to it is no second one.
    expect(await studio.held("zulip", WHO)).toEqual([expect.stringMatching(/^requested: /)]);
    expect((await studio.runs()).map(({ state, reason }) => [state, reason])).toEqual([
      ["skipped", "taken_back"],
      ["done", null],
    ]);
  });

  test("but who heard of a decision hears of its end", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("cancelled", "zulip");
    await studio.follow("confirmed", "zulip");
    await studio.follow("confirmed", "todoist");
    const { id } = (await studio.request({ clientName: WHO })).appointment;
    await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    await appointmentVerbs.cancelAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    await appointmentVerbs.undoAppointmentChange(studio.ctx("admin"), id);
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    expect((await studio.held("zulip", WHO)).map((line) => line.split(":")[0]).reverse()).toEqual([
      "confirmed",
      "cancelled",
      "confirmed",
    ]);
    // Todoist never heard that it was cancelled.
    expect(await studio.held("todoist", WHO)).toHaveLength(1);
  });

  test.each([
    [
      "was cancelled",
      "untrue",
      (studio: FollowUpStudio, id: string) => appointmentVerbs.cancelAppointment(studio.ctx("admin"), { id }),
    ],
    [
      "is switched off",
      "switched_off",
      (studio: FollowUpStudio) =>
        saveFollowUp(studio.ctx("admin"), {
          event: "confirmed",
          connector: "zulip",
          active: false,
          template: "x",
          target: {},
        }),
    ],
  ] as const)("a confirmation that %s meanwhile", async (_what, reason, change) => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "zulip");
    const { id } = (await studio.request({ clientName: WHO })).appointment;
    await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
    await change(studio, id);
    studio.clock.advance(HOUR);
    await studio.deliver();
    expect(await studio.held("zulip", WHO)).toEqual([]);
    expect(await studio.runs()).toMatchObject([{ state: "skipped", reason }]);
  });

  test("a confirmation of which there is a newer one by the time the system is back", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("confirmed", "zulip");
    const { appointment, manageUrl } = await studio.request({ clientName: WHO });
    const { id } = appointment;
    const admin = studio.ctx("admin");
    studio.zulip.faults.add({ status: 503 });
    await appointmentVerbs.confirmAppointment(admin, { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await studio.deliver();
    // The customer takes another time, which makes it a request again, and it is confirmed once more.
    const token = manageUrl.split("/").at(-1) ?? "";
    await rescheduleManagedAppointment(studio.ctx(), token, { startMs: TEN + DAY });
    await appointmentVerbs.confirmAppointment(admin, { id });
    studio.zulip.faults.clear();
    studio.clock.advance(HOUR);
    await untilDone(studio);
    expect(await studio.held("zulip", WHO)).toHaveLength(1);
    expect((await studio.runs()).map(({ state, reason }) => [state, reason])).toEqual([
      ["done", null],
      ["skipped", "newer"],
    ]);
  });

  test("anything about somebody who was deleted; what stays in the log names nobody", async () => {
    const { studio, id } = await requested("freescout");
    studio.freescout.faults.add({
      method: "POST",
      status: 400,
      contentType: "application/json",
      body: JSON.stringify({
        message: "Nora Vogt <nora@example.org> is not welcome",
        errorCode: "BAD REQUEST",
        _embedded: { errors: [] },
      }),
    });
    await studio.deliver();
    const stored = JSON.stringify(studio.db.select().from(followUpRuns).all());
    expect(stored).not.toMatch(/Nora|Vogt|nora@/);
    expect((await studio.rowOf(`${id}:1:requested:freescout`))?.lastError).not.toMatch(/Nora|Vogt|nora@/);
    const { customerId } = await studio.appointment(id);
    await deleteCustomer(studio.ctx("admin"), customerId ?? "", { files: "keep", cancelUpcoming: true });
    studio.freescout.faults.clear();
    studio.clock.advance(DAY);
    await untilDone(studio);
    expect(await studio.held("freescout", "")).not.toContainEqual(expect.stringContaining("requested:"));
    expect(await studio.runs()).toMatchObject([{ state: "skipped", reason: "forgotten" }]);
  });
});

describe("a system that says no", () => {
  test("for good is asked five times, and the outbox shows it with a way to try again and to give up", async () => {
    const studio = await openFollowUpStudio();
    const admin = studio.ctx("admin");
    await saveFollowUp(admin, {
      event: "requested",
      connector: "zulip",
      active: true,
      template: "{customer}",
      target: { channel: "nowhere", topic: "x" },
    });
    const { appointment } = await studio.request({ clientName: WHO });
    for (let time = 0; time < 8; time++) {
      await studio.deliver();
      studio.clock.advance(61 * MINUTE);
    }
    const [run] = await studio.runs();
    expect(run).toMatchObject({ state: "given_up", reason: "not-found", attempts: 5 });
    const [letter] = (await listWaiting(admin, { state: "dead" })).rows;
    expect(letter).toMatchObject({ kind: "follow_up", appointmentId: appointment.id, clientName: WHO });

    await studio.follow("requested", "zulip", "{customer}");
    await retryDelivery(admin, { id: letter?.id ?? "" });
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "done" }]);
    expect(await studio.held("zulip", WHO)).toHaveLength(1);
  });

  test("to the key is not asked more than every quarter of an hour, and for three days", async () => {
    const studio = await openFollowUpStudio({ variables: { ZULIP_API_KEY: "wrong" } });
    await studio.follow("requested", "zulip");
    await studio.request({ clientName: WHO });
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "auth" }]);
    studio.clock.advance(14 * MINUTE);
    expect(await studio.deliver()).toBe(0);
    studio.clock.advance(MINUTE);
    expect(await studio.deliver()).toBe(1);
    studio.clock.advance(3 * DAY);
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "given_up", reason: "auth" }]);
  });

  test("to the key is asked once, however many wait, also for a worker that takes over", async () => {
    const studio = await openFollowUpStudio({ variables: { ZULIP_API_KEY: "wrong" } });
    await studio.follow("requested", "zulip");
    for (const hours of [0, 3, 6])
      await studio.request({
        clientName: WHO,
        clientEmail: `nora${hours}@example.org`,
        startTime: TEN + hours * HOUR,
      });
    expect(await studio.deliver()).toBe(3);
    const asked = () => studio.zulip.requests.filter((one) => one.startsWith("POST")).length;
    expect(asked()).toBe(1);
    for (let round = 0; round < 5; round++) {
      studio.clock.advance(MINUTE);
      await makeOutboxDue(studio.db, studio.clock.now());
      expect(await studio.deliver()).toBe(0);
    }
    expect(asked()).toBe(1);
    studio.clock.advance(10 * MINUTE);
    expect(await studio.deliver()).toBe(3);
    expect((await studio.runs()).map(({ state, reason }) => [state, reason])).toEqual(
      Array.from({ length: 3 }, () => ["waiting", "auth"]),
    );
  });

  test("nothing at all holds up its own only", async () => {
    const studio = await openFollowUpStudio();
    await studio.follow("requested", "zulip");
    await studio.follow("requested", "todoist");
    await studio.request({ clientName: WHO });
    const { promise: hangs, resolve } = Promise.withResolvers<void>();
    studio.zulip.faults.add({ delayMs: 60_000 });
    stopTimers();
    const delivered = studio.deliver().finally(resolve);
    const first = await Promise.race([
      hangs.then(() => "zulip"),
      waitFor("the task", async () => (await studio.held("todoist", WHO)).length > 0).then(() => "todoist"),
    ]);
    expect(first).toBe("todoist");
    await timersUntil(delivered);
    expect(await delivered).toBe(2);
  });

  test("for now is asked again when it said", async () => {
    const { studio } = await requested("todoist");
    studio.todoist.faults.add({
      status: 429,
      contentType: "application/json",
      body: JSON.stringify({ error: "Too many", error_extra: { retry_after: 7200 } }),
    });
    await studio.deliver();
    expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "rate-limited" }]);
    studio.todoist.faults.clear();
    studio.clock.advance(2 * HOUR - MINUTE);
    expect(await studio.deliver()).toBe(0);
  });

  test("because it is not set up waits, and says so", async () => {
    const { studio } = await requested("todoist");
    const bare = studio.ctx("worker", { TODOIST_API_TOKEN: "" });
    const [row] = [await studio.rowOf((await studio.runs())[0]?.id ?? "")];
    if (!row) throw new Error("no row");
    await expect(deliverFollowUp(bare, row)).rejects.toMatchObject({ kind: "not-configured" });
    expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "not-configured" }]);
  });
});

test("what is given up by hand is neither made nor waits", async () => {
  const { studio, runId } = await requested("todoist");
  await discardDelivery(studio.ctx("admin"), { id: `follow_up:${runId}` });
  studio.clock.advance(DAY);
  expect(await studio.deliver()).toBe(0);
  expect(await studio.runs()).toMatchObject([{ state: "given_up", deliveryId: null }]);
});

test("a customer without an address has no conversation, and the log says why", async () => {
  const { studio, id } = await requested("freescout");
  studio.db.update(appointments).set({ clientEmail: "" }).run();
  await studio.deliver();
  expect(await studio.runs()).toMatchObject([{ appointmentId: id, state: "skipped", reason: "no_address" }]);
});

test("words are in the studio's language", async () => {
  const studio = await openFollowUpStudio();
  await changeSettings(studio.ctx("admin"), { locale: "de" });
  await studio.follow("requested", "todoist", "{customer}: {status}, {duration}");
  await studio.request({ clientName: WHO });
  await studio.deliver();
  expect(await studio.held("todoist", WHO)).toEqual([
    expect.stringMatching(/^Nora Vogt: wartet, \d+ (Std|Min)\./),
  ]);
});

test("the log is forgotten after thirty days, with what still waited", async () => {
  const { studio, runId } = await requested("todoist");
  studio.clock.advance(30 * DAY);
  expect(await forgetFollowUpRuns(studio.ctx("worker"))).toBe(0);
  studio.clock.advance(1);
  expect(await forgetFollowUpRuns(studio.ctx("worker"))).toBe(1);
  expect(await studio.runs()).toEqual([]);
  expect(await studio.rowOf(runId)).toBeUndefined();
});
