import { expect, test } from "vitest";
import type { Actor, HubRole } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { actors } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { createServiceToken } from "./create-service-token.ts";
import { listNotificationDeliveries } from "./list-notification-deliveries.ts";
import { listNotifications } from "./list-notifications.ts";
import { listServiceTokens } from "./list-service-tokens.ts";
import { notificationInput } from "./notification-input.ts";
import { readNotifications } from "./read-notifications.ts";
import { retryNotification } from "./retry-notification.ts";
import { revokeServiceToken } from "./revoke-service-token.ts";
import { sendNotification } from "./send-notification.ts";
import { showNotification } from "./show-notification.ts";

const hub = (role: HubRole, hubUserId: string, tenantId = "default"): Actor => ({
  kind: "hub",
  tenantId,
  role,
  name: role,
  hubUserId,
  endsAt: Number.MAX_SAFE_INTEGER,
});

const WHO = {
  customer: actors.customer,
  worker: actors.worker,
  mara: actors.mara,
  staff: actors.staff,
  admin: actors.admin,
  hubAdmin: hub("admin", "1"),
  hubUser: hub("user", "2"),
  hubViewer: hub("viewer", "3"),
  shutOut: hub("admin", "4"),
  elsewhere: hub("admin", "5", "other"),
  sends: { ...actors.service, serviceScopes: ["notifications:send"] },
  reads: { ...actors.service, serviceScopes: ["notifications:read"] },
  readsElsewhere: { ...actors.service, tenantId: "other", serviceScopes: ["notifications:read"] },
} satisfies Record<string, Actor>;

const readers = ["mara", "staff", "admin", "hubAdmin", "hubUser", "hubViewer", "elsewhere"];
const writers = readers.filter((name) => name !== "hubViewer");
const admins = ["admin", "hubAdmin", "elsewhere"];
const HELLO = notificationInput.parse({ source_app: "a", event_type: "e", title: "Hello" });

/** Who may; `elsewhere` may what they may in their own tenant, and finds nothing of this one. */
const VERBS: Record<string, [(ctx: Ctx, id: string) => Promise<unknown>, string[]]> = {
  sendNotification: [(ctx) => sendNotification(ctx, HELLO), ["sends"]],
  showNotification: [(ctx, id) => showNotification(ctx, id), [...readers, "reads", "readsElsewhere"]],
  listNotifications: [(ctx) => listNotifications(ctx, { limit: 1 }), readers],
  readNotifications: [(ctx) => readNotifications(ctx, 1), writers],
  listNotificationDeliveries: [(ctx) => listNotificationDeliveries(ctx, { limit: 1 }), admins],
  retryNotification: [(ctx, id) => retryNotification(ctx, id), admins],
  listServiceTokens: [(ctx) => listServiceTokens(ctx), admins],
  createServiceToken: [(ctx) => createServiceToken(ctx, { name: "x" }), admins],
  revokeServiceToken: [(ctx) => revokeServiceToken(ctx, "x"), admins],
};

async function answer(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

test.each(Object.keys(VERBS))("%s: who may", async (name) => {
  const [verb, allowed] = VERBS[name] ?? [];
  if (!verb || !allowed) throw new Error("no such verb");
  for (const [who, actor] of Object.entries<Actor>(WHO)) {
    const studio = await openStudio();
    const as = (one: Actor): Ctx => ({ ...studio.ctx(), actor: one });
    await listNotifications(as(WHO.shutOut), { limit: 1 });
    studio.db.$client.exec("UPDATE messenger_users SET active = 0");
    const { id } = await sendNotification(as(actors.service), HELLO);
    const got = await answer(verb(as(actor), id));
    if (who === "customer") expect(got, who).toBe("not_signed_in");
    else if (!allowed.includes(who)) expect(got, who).toBe("not_allowed");
    else if (who.toLowerCase().includes("elsewhere") && verb.length > 1) expect(got, who).toBe("not_found");
    else expect(["allowed", "not_found", "conflict"], who).toContain(got);
  }
});
