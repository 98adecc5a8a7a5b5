import { describe, expect, test } from "vitest";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { type ActorName, actors } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { changeWebhook } from "./change-webhook.ts";
import { createWebhook, MAX_WEBHOOKS } from "./create-webhook.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { forgetWebhookDeliveries } from "./forget-webhook-deliveries.ts";
import { newWebhook } from "./input.ts";
import { listWebhookLog } from "./list-webhook-log.ts";
import { listWebhooks } from "./list-webhooks.ts";
import { renewWebhookSecret } from "./renew-webhook-secret.ts";
import { restoreWebhook } from "./restore-webhook.ts";
import { retryWebhook } from "./retry-webhook.ts";
import { showWebhook } from "./show-webhook.ts";
import { testWebhook } from "./test-webhook.ts";

/** A port on which nobody listens. */
const input = { name: "Ledger", url: "http://127.0.0.1:1/hook", events: ["*"] };

const verbs: Record<string, (ctx: Ctx, id: string, undo: string) => Promise<unknown>> = {
  listWebhooks: (ctx) => listWebhooks(ctx),
  createWebhook: (ctx) => createWebhook(ctx, input),
  showWebhook: (ctx, id) => showWebhook(ctx, id),
  changeWebhook: (ctx, id) => changeWebhook(ctx, { id, active: false }),
  renewWebhookSecret: (ctx, id) => renewWebhookSecret(ctx, id),
  testWebhook: (ctx, id) => testWebhook(ctx, id),
  listWebhookLog: (ctx, id) => listWebhookLog(ctx, { id, limit: 5 }),
  retryWebhook: async (ctx, id) => {
    const { deliveries } = await listWebhookLog({ ...ctx, actor: actors.admin }, { id, limit: 1 });
    return retryWebhook(ctx, deliveries[0]?.id ?? "");
  },
  forgetWebhookDeliveries: (ctx) => forgetWebhookDeliveries(ctx),
  deleteWebhook: (ctx, id) => deleteWebhook(ctx, id),
  restoreWebhook: (ctx, _, undo) => restoreWebhook(ctx, { undo }),
};

describe.each(Object.entries(verbs))("%s", (name, verb) => {
  test.each<ActorName>(["customer", "mara", "staff", "service", "admin", "worker"])("as %s", async (who) => {
    const studio = await openStudio();
    const { webhook } = await createWebhook(studio.ctx("admin"), input);
    const gone = await createWebhook(studio.ctx("admin"), { ...input, name: "Gone" });
    await testWebhook(studio.ctx("admin"), webhook.id);
    const { undo } = await deleteWebhook(studio.ctx("admin"), gone.webhook.id);
    const outcome = verb(studio.ctx(who), webhook.id, undo);
    if (who === "admin" || who === "worker") await expect(outcome).resolves.not.toThrow();
    else
      await expect(outcome).rejects.toMatchObject({
        code: who === "customer" ? "not_signed_in" : "not_allowed",
      });
    if (name === "forgetWebhookDeliveries") return;
    // An admin's token that may not read appointments reads none by this way.
    const actor = { ...actors.admin, scopes: ["studio:write"] };
    await expect(verb({ ...studio.ctx(), actor }, webhook.id, undo)).rejects.toMatchObject({
      code: "not_allowed",
    });
  });
});

test("deleted and brought back it signs with the same secret, for half an hour", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("admin");
  const { webhook } = await createWebhook(ctx, input);
  await testWebhook(ctx, webhook.id);
  const { undo } = await deleteWebhook(ctx, webhook.id);
  expect(await listWebhooks(ctx)).toEqual([]);
  expect(await studio.outboxIds()).toEqual([]);
  studio.clock.advance(30 * MINUTE - 1);
  expect(await restoreWebhook(ctx, { undo })).toEqual(webhook);
  expect(await restoreWebhook(ctx, { undo })).toEqual(webhook);
  expect(await testWebhook(ctx, webhook.id)).toMatchObject({ state: "failed", error: "refused" });
  studio.clock.advance(1);
  await expect(restoreWebhook(ctx, { undo })).rejects.toMatchObject({ code: "conflict" });
  for (const forged of ["", "v1.a.b.c", `${undo.slice(0, -4)}AAAA`])
    await expect(restoreWebhook(ctx, { undo: forged })).rejects.toMatchObject({ code: "conflict" });
});

test("there are at most twenty", async () => {
  const studio = await openStudio();
  for (let made = 0; made < MAX_WEBHOOKS; made += 1) await createWebhook(studio.ctx("admin"), input);
  await expect(createWebhook(studio.ctx("admin"), input)).rejects.toMatchObject({ code: "conflict" });
});

test("the log is read in pages", async () => {
  const studio = await openStudio();
  const ctx = studio.ctx("admin");
  const { id } = (await createWebhook(ctx, input)).webhook;
  const sent: string[] = [];
  for (const later of [0, 0, 5, 9]) {
    studio.clock.advance(later);
    sent.push((await testWebhook(ctx, id)).id);
  }
  const first = await listWebhookLog(ctx, { id, limit: 3 });
  const [createdAt = "", last = ""] = (first.next ?? "").split(".");
  const second = await listWebhookLog(ctx, {
    id,
    limit: 3,
    before: { createdAt: Number(createdAt), id: last },
  });
  expect(first.deliveries).toHaveLength(3);
  expect(second).toMatchObject({ deliveries: [{ event: "ping" }], next: null });
  expect([...first.deliveries, ...second.deliveries].map((one) => one.id).sort()).toEqual(sent.sort());
});

test("everything is everything, and an unknown event is told by its name", () => {
  expect(newWebhook.parse({ ...input, events: ["appointment.confirmed", "*"] }).events).toEqual(["*"]);
  expect(newWebhook.safeParse({ ...input, events: ["appointment.moved"] }).success).toBe(false);
  expect(newWebhook.safeParse({ ...input, events: [] }).success).toBe(false);
});
