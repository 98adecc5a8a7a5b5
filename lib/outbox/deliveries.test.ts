import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { enqueue, findOutboxRow, postponeOutboxRow } from "#db/queries/outbox.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { discardDelivery } from "./discard-delivery.ts";
import { listWaiting } from "./list-waiting.ts";
import { retryDelivery } from "./retry-delivery.ts";

/** A studio whose mail server refuses every reader: what it sends dies. */
async function withDeadLetter() {
  const server = await startMailServer({ refuse: true });
  const studio = await openStudio({ variables: { SMTP_URL: server.url } });
  const { id } = (await studio.request()).appointment;
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  return { studio, id, letter: `mail:${id}:1:requested:customer` };
}

function queueNotice(studio: TestStudio): void {
  const now = studio.clock.now();
  const payload = { template: "held", to: "nobody", subject: "x", text: "y" };
  const row = { id: "notice:x", kind: "notice" as const, appointmentId: null, payload };
  enqueue(studio.db, { ...row, nextAttemptAt: now + HOUR, createdAt: now });
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "allowed",
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

describe("what waits and what was given up", () => {
  test("is listed with appointment, kind, attempts, next attempt and error", async () => {
    const { studio, id, letter } = await withDeadLetter();
    const { rows, total } = await listWaiting(studio.ctx("admin"));
    expect(total).toBe(1);
    expect(rows).toEqual([
      {
        id: letter,
        kind: "mail",
        state: "dead",
        appointmentId: id,
        artistId: "mara",
        artistName: "Mara",
        serviceName: "Session",
        clientName: "Lena Hofer",
        startMs: TEN,
        timeZone: "Europe/Vienna",
        to: "customer",
        template: "requested",
        path: null,
        attempts: 1,
        createdAt: studio.clock.now(),
        nextAttemptAt: expect.any(Number),
        deadAt: studio.clock.now(),
        lastErrorKey: "rejected",
        lastError: expect.stringMatching(/550.*no such mailbox/),
      },
    ]);
  });

  test("leaves rooms and news to the messenger's own pages", async () => {
    const { studio } = await withDeadLetter();
    const now = studio.clock.now();
    for (const to of ["matrix", "talk", "news"])
      enqueue(studio.db, {
        id: `messenger:${to}`,
        kind: "messenger",
        appointmentId: null,
        payload: { to },
        nextAttemptAt: now,
        createdAt: now,
      });
    expect((await listWaiting(studio.ctx("admin"))).total).toBe(1);
  });

  test("is told apart, and comes in portions", async () => {
    const { studio, letter } = await withDeadLetter();
    queueNotice(studio);
    const ids = async (filter: Parameters<typeof listWaiting>[1]) => {
      const { rows, total } = await listWaiting(studio.ctx("admin"), filter);
      return [total, ...rows.map((delivery) => delivery.id)];
    };
    expect(await ids({})).toEqual([2, letter, "notice:x"]);
    expect(await ids({ state: "dead" })).toEqual([1, letter]);
    expect(await ids({ state: "waiting" })).toEqual([1, "notice:x"]);
    expect(await ids({ limit: 1 })).toEqual([2, letter]);
    expect(await ids({ limit: 1, offset: 1 })).toEqual([2, "notice:x"]);
    expect(await ids({ offset: 2 })).toEqual([2]);
  });

  test("shows artists their own and nothing of the studio's", async () => {
    const { studio, letter } = await withDeadLetter();
    queueNotice(studio);
    const seen = async (actor: ActorName) =>
      (await listWaiting(studio.ctx(actor))).rows.map((delivery) => delivery.id);
    expect(await seen("mara")).toEqual([letter]);
    expect(await seen("theo")).toEqual([]);
  });
});

test.each<[ActorName, string, string, string]>([
  ["customer", "not_signed_in", "not_signed_in", "not_signed_in"],
  ["service", "not_allowed", "not_allowed", "not_allowed"],
  ["staff", "not_allowed", "not_allowed", "not_allowed"],
  ["theo", "allowed", "not_allowed", "not_allowed"],
  ["mara", "allowed", "allowed", "not_allowed"],
  ["admin", "allowed", "allowed", "allowed"],
  ["worker", "allowed", "allowed", "allowed"],
])(
  "%s may list (%s), decide about a delivery of Mara's (%s) and about a notice (%s)",
  async (actor, list, hers, notice) => {
    const { studio, letter } = await withDeadLetter();
    queueNotice(studio);
    const ctx = studio.ctx(actor);
    expect(await codeOf(listWaiting(ctx))).toBe(list);
    for (const verb of [retryDelivery, discardDelivery]) {
      expect(await codeOf(verb(ctx, { id: letter }))).toBe(hers);
      expect(await codeOf(verb(ctx, { id: "notice:x" }))).toBe(notice);
      const unknown = actor === "customer" ? "not_signed_in" : "not_found";
      expect(await codeOf(verb(ctx, { id: "nothing" }))).toBe(unknown);
    }
  },
);

describe("a dead letter", () => {
  test("is tried again when a person says so, and arrives", async () => {
    const { studio, letter } = await withDeadLetter();
    const mended = await startMailServer();
    const deliver = () => deliverOutbox(studio.ctx("worker", { SMTP_URL: mended.url }), { limit: 10 });
    studio.clock.advance(HOUR);
    expect(await deliver()).toBe(0);
    await retryDelivery(studio.ctx("mara"), { id: letter });
    expect(await findOutboxRow(studio.db, letter)).toMatchObject({ deadAt: null, attempts: 1 });
    expect(await deliver()).toBe(1);
    expect(mended.mails.map((mail) => mail.to)).toEqual([["lena@example.org"]]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("that is discarded is gone for good, and the history says who did it", async () => {
    const { studio, id, letter } = await withDeadLetter();
    await discardDelivery(studio.ctx("admin"), { id: letter });
    expect(await studio.outboxIds()).toEqual([]);
    expect((await listAudit(studio.db, "appointment", id)).at(-1)).toMatchObject({
      action: "delivery_discarded",
      actorName: "Admin",
      detail: { kind: "mail", template: "requested", to: "customer" },
    });
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });
});

test("what waits can be tried at once, or discarded", async () => {
  const { studio, letter } = await withDeadLetter();
  const waiting = { nextAttemptAt: studio.clock.now() + 5 * MINUTE, error: "no", errorKey: "network" };
  await postponeOutboxRow(studio.db, { id: letter, revision: 1 }, waiting);
  await retryDelivery(studio.ctx("admin"), { id: letter });
  expect((await findOutboxRow(studio.db, letter))?.nextAttemptAt).toBe(studio.clock.now());
  queueNotice(studio);
  await discardDelivery(studio.ctx("admin"), { id: "notice:x" });
  expect(await studio.outboxIds()).toEqual([letter]);
  expect((await listAudit(studio.db, "settings", "notice:x")).map(({ action }) => action)).toEqual([
    "delivery_discarded",
  ]);
});
