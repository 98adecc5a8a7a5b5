import { writeSync } from "node:fs";
import { openDatabase } from "#db/client.ts";
import { makeOutboxDue } from "#db/queries/outbox.ts";
import { cancelAppointment } from "#lib/appointments/cancel-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, HOUR, systemClock } from "#lib/core/clock.ts";
import { parseEnv } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { syncAll } from "#lib/sync/sync-all.ts";
import { testRequest } from "#tests/support/test-request.ts";
import { randomFrom } from "./random.ts";

/**
 * Run as a process of its own that a test kills at any moment: customers ask, the studio confirms, moves and cancels,
 * and the worker works, all at once and without end. Every attempt and every answer is a line of JSON.
 */
const env = parseEnv(process.env);
const db = openDatabase(env.DATABASE_URL);
const ctx: Ctx = { actor: worker, db, env, now: systemClock };
const random = randomFrom(Number(process.argv[2]));
const say = (line: object) => void writeSync(1, `${JSON.stringify(line)}\n`);

function someTime(): number {
  const day = Math.floor(Date.now() / DAY) * DAY + (2 + Math.floor(random() * 50)) * DAY;
  return day + (8 + Math.floor(random() * 7)) * HOUR;
}

/** One person at the desk: what they asked for stays theirs. */
async function person(): Promise<never> {
  const own = new Set<string>();
  for (;;) {
    const [id] = [...own].filter(() => random() < 0.5);
    const what = random();
    try {
      if (!id || what < 0.35) {
        const input = { ...testRequest(), artistId: random() < 0.5 ? "mara" : "theo", startTime: someTime() };
        const { appointment } = await requestAppointment({ ...ctx, actor: { kind: "customer" } }, input, {
          locale: "en",
        });
        own.add(appointment.id);
        say({ kind: "done", id: appointment.id, status: "PENDING", startMs: input.startTime });
      } else if (what < 0.6) {
        const startMs = someTime();
        say({ kind: "try", id, startMs });
        await rescheduleAppointment(ctx, { id, startMs });
        say({ kind: "done", id, startMs });
      } else if (what < 0.8) {
        say({ kind: "try", id, status: "CONFIRMED" });
        await confirmAppointment(ctx, { id });
        say({ kind: "done", id, status: "CONFIRMED" });
      } else {
        own.delete(id);
        say({ kind: "try", id, status: "CANCELLED" });
        await cancelAppointment(ctx, { id });
        say({ kind: "done", id, status: "CANCELLED" });
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      say({ kind: "refused", id, code: error.code });
    }
  }
}

async function work(): Promise<never> {
  // As a worker does that takes over from a dead one.
  await makeOutboxDue(db, Date.now());
  for (;;) {
    await deliverOutbox(ctx, { limit: 10 });
    await syncAll(ctx);
  }
}

say({ kind: "ready" });
await Promise.all([person(), person(), work()]);
