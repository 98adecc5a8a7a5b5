import { expect, test } from "vitest";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { retryDelivery } from "#lib/outbox/retry-delivery.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { type FollowUpStudio, openFollowUpStudio } from "#tests/support/follow-up-studio.ts";
import { saveFollowUp } from "./save-follow-up.ts";

const WHO = "Nora Vogt";

async function deliverAll(studio: FollowUpStudio, rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await studio.deliver();
    studio.clock.advance(20 * MINUTE);
  }
}

test.each(["zulip", "freescout"] as const)(
  "what %s made whose clock is behind is found",
  async (connector) => {
    const studio = await openFollowUpStudio({ behindMs: HOUR });
    await studio.follow("requested", connector);
    await studio.request({ clientName: WHO });
    studio[connector].faults.add({ method: "POST", drop: "after" });
    await studio.deliver();
    studio[connector].faults.clear();
    await deliverAll(studio);
    expect(await studio.held(connector, WHO)).toHaveLength(1);
  },
);

test("a place that is gone holds nothing of ours, so that another can be chosen", async () => {
  const studio = await openFollowUpStudio();
  const input = { event: "requested", connector: "zulip", active: true, template: "{customer}" } as const;
  await saveFollowUp(studio.ctx("admin"), { ...input, target: { channel: "gone", topic: "x" } });
  const { id } = (await studio.request({ clientName: WHO })).appointment;
  studio.zulip.faults.add({ method: "POST", drop: true });
  await studio.deliver();
  studio.zulip.faults.clear();
  await deliverAll(studio, 2);
  // The refusal of the second attempt was clear: nothing has to be looked for any more.
  expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "not-found" }]);
  await studio.follow("requested", "zulip", "{customer}");
  await retryDelivery(studio.ctx("admin"), { id: `follow_up:${id}:1:requested:zulip` });
  await studio.deliver();
  expect(await studio.runs()).toMatchObject([{ state: "done" }]);
  expect(await studio.held("zulip", WHO)).toHaveLength(1);
});

test("a task that was refused for its project is made in the one that is chosen then", async () => {
  const studio = await openFollowUpStudio();
  const input = { event: "requested", connector: "todoist", active: true, template: "{customer}" } as const;
  await saveFollowUp(studio.ctx("admin"), { ...input, target: { projectId: "gone" } });
  const { id } = (await studio.request({ clientName: WHO })).appointment;
  await deliverAll(studio, 2);
  expect(await studio.runs()).toMatchObject([{ state: "waiting", reason: "invalid" }]);
  await studio.follow("requested", "todoist", "{customer}");
  await retryDelivery(studio.ctx("admin"), { id: `follow_up:${id}:1:requested:todoist` });
  await studio.deliver();
  expect(await studio.runs()).toMatchObject([{ state: "done" }]);
  expect(await studio.held("todoist", WHO)).toHaveLength(1);
});

test("a task whose answer was lost is not called unneeded when the appointment is over", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("confirmed", "todoist");
  const { id } = (await studio.request({ clientName: WHO })).appointment;
  await appointmentVerbs.confirmAppointment(studio.ctx("admin"), { id });
  studio.clock.advance(DECISION_WAIT_MS);
  studio.todoist.faults.add({ method: "POST", drop: "after" });
  await studio.deliver();
  studio.todoist.faults.clear();
  await appointmentVerbs.cancelAppointment(studio.ctx("admin"), { id });
  await deliverAll(studio);
  expect(await studio.held("todoist", WHO)).toHaveLength(1);
  expect(await studio.runs()).toMatchObject([{ state: "done", remoteUrl: expect.stringMatching(/^https/) }]);
});
