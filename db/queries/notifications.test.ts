import { expect, test, vi } from "vitest";
import { testDatabase } from "#tests/support/test-database.ts";
import { transaction } from "../client.ts";
import { type NewNotification, storeNotification } from "./notifications.ts";

const NEWS: NewNotification = {
  tenantId: "hub",
  sentBy: "env",
  sourceApp: "shop",
  eventType: "order.paid",
  title: "Order 4711 is paid",
  targetType: "general",
  priority: "normal",
  place: { tenantId: "hub", transport: "none", kind: "general", place: "general", name: "Allgemein" },
};

test("what came before with the same keys is found by them, however much was told today", async () => {
  const { db } = await testDatabase();
  const prepare = vi.spyOn(db.$client, "prepare");
  transaction(db, () =>
    storeNotification(db, { ...NEWS, dedupeKey: "o4711", idempotencyKey: "once", requestHash: "h" }, 1000),
  );
  const asked = prepare.mock.calls
    .map(([sql]) => sql)
    .filter((sql) => /^select.*from "notifications" where/.test(sql));
  const plans = asked.map((sql) => {
    const explain = db.$client.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return explain.all(...Array.from(sql.matchAll(/\?/g), () => 1)).map(({ detail }) => detail);
  });
  expect(plans.map(([first]) => first)).toEqual([
    expect.stringContaining("USING INDEX notifications_idempotency"),
    expect.stringContaining("USING INDEX notifications_dedupe"),
  ]);
});
