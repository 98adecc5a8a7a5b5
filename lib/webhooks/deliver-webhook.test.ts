import { describe, expect, onTestFinished, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { redactWebhooks } from "#db/queries/queue-webhooks.ts";
import { webhookDeliveries } from "#db/schema/webhooks.ts";
import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { rotateKeys } from "#lib/connections/rotate-keys.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { publicAppointment } from "#lib/core/public-appointment.ts";
import { deleteCustomer } from "#lib/customers/delete-customer.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { freePort } from "#tests/contract/free-port.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { isSigned, startWebhookReceiver, type WebhookReceiver } from "#tests/support/webhook-receiver.ts";
import { changeWebhook } from "./change-webhook.ts";
import { createWebhook } from "./create-webhook.ts";
import { deliverWebhook } from "./deliver-webhook.ts";
import { forgetWebhookDeliveries } from "./forget-webhook-deliveries.ts";
import { listWebhookLog } from "./list-webhook-log.ts";
import { listWebhooks } from "./list-webhooks.ts";
import { renewWebhookSecret } from "./renew-webhook-secret.ts";
import { retryWebhook } from "./retry-webhook.ts";
import { testWebhook } from "./test-webhook.ts";

async function receiver(): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver();
  onTestFinished(() => started.close());
  return started;
}

async function subscribed(events: string[] = ["*"]) {
  const studio = await openStudio();
  const other = await receiver();
  const made = await createWebhook(studio.ctx("admin"), { name: "Ledger", url: other.url, events });
  return { studio, other, id: made.webhook.id, secret: made.secret };
}

const deliver = (studio: TestStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["webhook"], limit: 50 });
const logOf = async (studio: TestStudio, id: string) =>
  (await listWebhookLog(studio.ctx("admin"), { id, limit: 50 })).deliveries;
const told = (other: WebhookReceiver) => other.calls.map(({ body }) => JSON.parse(body).type);

async function runThrough(studio: TestStudio, forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += HOUR) {
    studio.clock.advance(HOUR);
    await deliver(studio);
  }
}

test("a booking reaches the other system signed, with the appointment as the API shows it", async () => {
  const { studio, other, id, secret } = await subscribed();
  const { appointment } = await studio.request();
  expect(await deliver(studio)).toBe(1);
  const [call, ...more] = other.calls;
  expect(more).toEqual([]);
  expect(call && isSigned(call, secret)).toBe(true);
  expect(call && isSigned({ ...call, body: `${call.body} ` }, secret)).toBe(false);
  expect(call?.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(call?.body ?? "")).toEqual({
    type: "appointment.requested",
    timestamp: "2026-12-01T06:00:00.000Z",
    data: {
      appointment: publicAppointment(await showAppointment(studio.ctx("admin"), appointment.id)),
    },
  });
  const [delivery] = await logOf(studio, id);
  expect(delivery).toMatchObject({ state: "delivered", status: 204, attempts: 1, error: null });
  expect(call?.headers["webhook-id"]).toBe(delivery?.id);
  expect(call?.headers["webhook-timestamp"]).toBe(String(Date.parse("2026-12-01T06:00:00Z") / 1000));
  expect(await studio.outboxIds()).not.toContain(`webhook:${delivery?.id}`);
});

test("what happens to an appointment is told to those who ask for it", async () => {
  const { studio, other } = await subscribed(["appointment.confirmed", "appointment.cancelled"]);
  const all = await receiver();
  await createWebhook(studio.ctx("admin"), { name: "All", url: all.url, events: ["*"] });
  const { id } = (await studio.request()).appointment;
  const ctx = studio.ctx("admin");
  await appointmentVerbs.confirmAppointment(ctx, { id });
  await appointmentVerbs.cancelAppointment(ctx, { id });
  await deliver(studio);
  expect(told(other).sort()).toEqual(["appointment.cancelled", "appointment.confirmed"]);
  expect(told(all).sort()).toEqual([
    "appointment.cancelled",
    "appointment.confirmed",
    "appointment.requested",
  ]);
});

describe("a receiver that fails", () => {
  test("is called again after 5 s, 1 min, 5 min, 30 min, 2, 6, 12 and 24 h, then given up", async () => {
    const { studio, other, id } = await subscribed();
    other.answer((response) => void response.writeHead(500).end("out of order"));
    await studio.request();
    await deliver(studio);
    const pauses = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];
    for (const [index, pause] of pauses.entries()) {
      const [failed] = await logOf(studio, id);
      expect(failed).toMatchObject({ state: "failed", status: 500, error: "status", answer: "out of order" });
      const waitMs = (failed?.nextAttemptAt ?? 0) - studio.clock.now();
      expect(waitMs).toBeGreaterThanOrEqual(0.9 * pause);
      expect(waitMs).toBeLessThanOrEqual(1.1 * pause);
      studio.clock.advance(waitMs - 1);
      expect(await deliver(studio)).toBe(0);
      studio.clock.advance(1);
      expect(await deliver(studio)).toBe(1);
      expect(other.calls).toHaveLength(index + 2);
    }
    expect(await logOf(studio, id)).toMatchObject([{ state: "given_up", attempts: 9, nextAttemptAt: null }]);
    await runThrough(studio, DAY);
    expect(other.calls).toHaveLength(9);
    // Always the same call, whatever the receiver did with it.
    expect(new Set(other.calls.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);

    other.answer((response) => void response.writeHead(200).end());
    const [letter] = await logOf(studio, id);
    const again = await retryWebhook(studio.ctx("admin"), letter?.id ?? "");
    expect(again).toMatchObject({ id: letter?.id, state: "delivered", attempts: 1 });
  });

  test("and is down for a day gets everything when it is back", async () => {
    const studio = await openStudio();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/hook`;
    const hook = await createWebhook(studio.ctx("admin"), { name: "Down", url, events: ["*"] });
    await studio.request();
    await deliver(studio);
    expect(await logOf(studio, hook.webhook.id)).toMatchObject([{ state: "failed", error: "refused" }]);
    await runThrough(studio, DAY);
    const back = await startWebhookReceiver(port);
    onTestFinished(() => back.close());
    // The last pause is a day, and up to a tenth more.
    await runThrough(studio, 2 * DAY);
    expect(told(back)).toEqual(["appointment.requested"]);
    expect(back.calls[0] && isSigned(back.calls[0], hook.secret)).toBe(true);
    expect(await logOf(studio, hook.webhook.id)).toMatchObject([{ state: "delivered", error: null }]);
  });

  test("for five days is switched off; switching it on starts the count anew", async () => {
    const { studio, other, id } = await subscribed();
    const ctx = studio.ctx("admin");
    other.answer((response) => void response.writeHead(500).end());
    const { appointment } = await studio.request();
    await deliver(studio);
    await runThrough(studio, 5 * DAY - HOUR);
    await appointmentVerbs.confirmAppointment(ctx, { id: appointment.id }).catch(() => undefined);
    await testWebhook(ctx, id);
    expect(await listWebhooks(ctx)).toMatchObject([{ active: true, disabledAt: null }]);
    studio.clock.advance(HOUR);
    await testWebhook(ctx, id);
    expect(await listWebhooks(ctx)).toMatchObject([{ active: false, disabledAt: studio.clock.now() }]);
    expect((await listAudit(studio.db, "webhook", id)).at(-1)).toMatchObject({
      action: "switched_off",
      actorKind: "worker",
      detail: { reason: "failing" },
    });
    studio.clock.advance(SECOND);
    await changeWebhook(ctx, { id, active: true });
    await testWebhook(ctx, id);
    expect(await listWebhooks(ctx)).toMatchObject([{ active: true, disabledAt: null }]);
  });

  test("with 410 is switched off at once, and hears no more", async () => {
    const { studio, other, id } = await subscribed();
    other.answer((response) => void response.writeHead(410).end());
    const { appointment } = await studio.request();
    await deliver(studio);
    const ctx = studio.ctx("admin");
    expect(await listWebhooks(ctx)).toMatchObject([{ active: false, last: { state: "given_up" } }]);
    await appointmentVerbs.confirmAppointment(ctx, { id: appointment.id });
    await deliver(studio);
    expect(other.calls).toHaveLength(1);
    expect(await logOf(studio, id)).toMatchObject([{ error: "gone", status: 410 }]);
  });

  test("and asks for a pause gets it", async () => {
    const { studio, other, id } = await subscribed();
    other.answer((response) => void response.writeHead(503, { "Retry-After": "3600" }).end());
    await studio.request();
    await deliver(studio);
    const [waits] = await logOf(studio, id);
    expect(waits?.nextAttemptAt).toBe(studio.clock.now() + HOUR);
  });
});

test("a process that dies after the call repeats it under the same id", async () => {
  const { studio, other, id } = await subscribed();
  await studio.request();
  const [waiting] = await logOf(studio, id);
  const row = await findOutboxRow(studio.db, `webhook:${waiting?.id}`);
  if (!row) throw new Error("no row");
  // What it noted is lost with it.
  await deliverWebhook(studio.ctx("worker"), row);
  studio.db.update(webhookDeliveries).set({ state: "waiting", attempts: 0 }).run();
  await deliver(studio);
  expect(other.calls.map(({ headers }) => headers["webhook-id"])).toEqual([waiting?.id, waiting?.id]);
  // And one that is done is not sent by a row that stayed behind.
  await deliverWebhook(studio.ctx("worker"), row);
  expect(other.calls).toHaveLength(2);
});

test("a fresh secret signs beside the old one for a day", async () => {
  const { studio, other, id, secret } = await subscribed();
  const renewed = await renewWebhookSecret(studio.ctx("admin"), id);
  await testWebhook(studio.ctx("admin"), id);
  studio.clock.advance(DAY);
  await testWebhook(studio.ctx("admin"), id);
  const [first, second] = other.calls;
  expect([secret, renewed.secret].map((key) => first && isSigned(first, key))).toEqual([true, true]);
  expect([secret, renewed.secret].map((key) => second && isSigned(second, key))).toEqual([false, true]);
});

test("secrets survive a change of the studio's key, and are in no answer and no row as they are", async () => {
  const { studio, other, id, secret } = await subscribed();
  const changed = studio.ctx("admin", {
    PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests-1",
    PARLOUR_ENCRYPTION_KEY_PREVIOUS: "a-key-of-the-tests-123456",
  });
  expect(await rotateKeys(changed)).toMatchObject({ resealed: 1, current: 1, outdated: 0, lost: 0 });
  await testWebhook(
    studio.ctx("admin", {
      PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests-1",
      PARLOUR_ENCRYPTION_KEY_PREVIOUS: undefined,
    }),
    id,
  );
  expect(other.calls[0] && isSigned(other.calls[0], secret)).toBe(true);
  expect(await testWebhook(studio.ctx("admin"), id)).toMatchObject({
    state: "given_up",
    error: "secret_lost",
  });
  const kept = JSON.stringify([
    await listWebhooks(studio.ctx("admin")),
    await listAudit(studio.db, "webhook", id),
    studio.db.select().from(webhookDeliveries).all(),
  ]);
  expect(kept).not.toContain(secret);
});

test("what was sent is kept for thirty days, and not about somebody who is forgotten", async () => {
  const { studio, other, id } = await subscribed();
  other.answer((response) => void response.writeHead(500).end());
  const { appointment } = await studio.request();
  await deliver(studio);
  redactWebhooks(studio.db, [`appointment:${appointment.id}`]);
  studio.clock.advance(HOUR);
  expect(await deliver(studio)).toBe(0);
  const [redacted] = await logOf(studio, id);
  expect(redacted).toMatchObject({ body: "", state: "given_up", error: "forgotten" });
  await expect(retryWebhook(studio.ctx("admin"), redacted?.id ?? "")).rejects.toMatchObject({
    code: "conflict",
  });
  studio.clock.advance(30 * DAY - 2 * HOUR);
  expect(await forgetWebhookDeliveries(studio.ctx("worker"))).toBe(0);
  studio.clock.advance(2 * HOUR);
  expect(await forgetWebhookDeliveries(studio.ctx("worker"))).toBe(1);
});

test("what a receiver answered goes with what it was told, whatever became of it; why it failed stays", async () => {
  const { studio, other, id } = await subscribed();
  other.answer((response) => void response.writeHead(410).end("Lena Hofer is unknown here"));
  const { appointment } = await studio.request();
  await deliver(studio);
  const kept = () => studio.db.select().from(webhookDeliveries).get()?.error;
  expect(kept()).toMatch(/^gone\nLena Hofer/);
  redactWebhooks(studio.db, [`appointment:${appointment.id}`]);
  expect(kept()).toBe("gone");
  expect((await logOf(studio, id))[0]).toMatchObject({ body: "", state: "given_up" });
});

test("an idea is told with what was written, and without the way to its page", async () => {
  const { studio, other } = await subscribed(["inquiry.created"]);
  const made = await createInquiry(
    studio.ctx(),
    inquiryRequest.parse({
      artistId: "mara",
      serviceId: "session",
      clientName: "Ada",
      clientEmail: "ada@example.org",
      description: "A swift",
      timeZone: "Europe/Vienna",
    }),
    { locale: "en" },
  );
  await deliver(studio);
  const [call] = other.calls;
  expect(JSON.parse(call?.body ?? "")).toMatchObject({
    type: "inquiry.created",
    data: { inquiry: { clientName: "Ada", description: "A swift", status: "OPEN" } },
  });
  expect(call?.body).not.toMatch(/tokenHash|linkGeneration/);
  expect(JSON.stringify(made)).toContain(JSON.parse(call?.body ?? "").data.inquiry.id);
});

test("a customer who is deleted with what is to come is told as a cancellation that names nobody", async () => {
  const { studio, other } = await subscribed(["*"]);
  const { appointment } = await studio.request({ clientName: "Ada Sommer", clientEmail: "ada@example.org" });
  other.answer((response) => void response.writeHead(500).end());
  await deliver(studio);
  other.answer((response) => void response.writeHead(204).end());
  const { customerId } = await studio.appointment(appointment.id);
  await deleteCustomer(studio.ctx("admin"), customerId ?? "", { files: "keep", cancelUpcoming: true });
  studio.clock.advance(HOUR);
  await deliver(studio);
  expect(told(other)).toEqual(["appointment.requested", "appointment.cancelled"]);
  expect(JSON.parse(other.calls[1]?.body ?? "").data.appointment).toMatchObject({
    status: "CANCELLED",
    clientName: "forgotten",
    clientEmail: "",
  });
});
