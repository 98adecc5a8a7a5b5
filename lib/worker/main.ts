import { setTimeout as wait } from "node:timers/promises";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { releaseLease, takeLease } from "#db/queries/leases.ts";
import { makeOutboxDue } from "#db/queries/outbox.ts";
import { sweep } from "#db/queries/system.ts";
import { expireRequests } from "#lib/appointments/expire-requests.ts";
import { forgetOldAppointments } from "#lib/appointments/forget-old-appointments.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { keepDailyCopies } from "#lib/backup/keep-daily-copies.ts";
import { endExpiredFlows } from "#lib/connections/end-flow.ts";
import { DAY, HOUR, MINUTE, SECOND, systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { forgetOldMerges } from "#lib/customers/forget-old-merges.ts";
import { linkEarlierAppointments } from "#lib/customers/link-earlier-appointments.ts";
import { sweepSpool } from "#lib/media/spool/sweep-spool.ts";
import { forgetUploads } from "#lib/media/transfer/forget-uploads.ts";
import { tellStudio } from "#lib/outbox/tell-studio.ts";
import { deliverOutbox, outboxKinds } from "#lib/sync/deliver-outbox.ts";
import { fillPrivateDue } from "#lib/sync/fill-private-due.ts";
import { readAllHours } from "#lib/sync/read-hours.ts";
import { rollMirror } from "#lib/sync/roll-mirror.ts";
import { syncAll, syncNew } from "#lib/sync/sync-all.ts";
import { type Job, runJobs } from "./schedule.ts";

const LEASE = "worker";
const LEASE_MS = 10 * SECOND;

/**
 * The worker process: schedule, outbox, first syncs. Only the process that holds the lease works; a second one
 * stands by and takes over when the first is gone for ten seconds.
 */
export async function runWorker(signal: AbortSignal): Promise<void> {
  const ctx: Ctx = { actor: worker, env: env(), now: systemClock, db: openDatabase(env().DATABASE_URL) };
  const owner = newId();
  let holdsLease: boolean | null = null;
  const keepLease: Job = {
    name: "lease",
    everyMs: 2 * SECOND,
    run: async () => {
      const before = holdsLease;
      holdsLease = await takeLease(ctx.db, { name: LEASE, owner, nowMs: ctx.now(), forMs: LEASE_MS });
      // Whoever held a push before has died or stood down: nothing waits for its hold to run out.
      if (holdsLease && !before) await makeOutboxDue(ctx.db, ctx.now());
      if (holdsLease !== before)
        log().info(holdsLease ? "worker started" : "another worker is running; standing by");
    },
  };
  const whileHeld = (job: Job): Job => ({
    ...job,
    run: async () => {
      // A job that comes round while standing by runs as soon as the lease is taken over.
      while (!holdsLease && !signal.aborted)
        await wait(SECOND / 2, undefined, { signal }).catch(() => undefined);
      return signal.aborted ? undefined : job.run();
    },
  });
  await keepLease.run();
  const jobs: Job[] = [
    // A job a kind: a mail never waits for a slow Nextcloud, nor an event for a slow mail server.
    ...outboxKinds.map((kind) => ({
      name: `outbox: ${kind}`,
      everyMs: SECOND,
      run: () => deliverOutbox(ctx, { kinds: [kind], limit: 50 }),
    })),
    { name: "notices to the studio", everyMs: MINUTE, run: () => tellStudio(ctx) },
    { name: "first syncs", everyMs: 2 * SECOND, run: () => syncNew(ctx) },
    { name: "sync", everyMs: ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND, run: () => syncAll(ctx) },
    { name: "private events", everyMs: 5 * SECOND, run: () => fillPrivateDue(ctx) },
    { name: "hours", everyMs: 10 * MINUTE, run: () => readAllHours(ctx) },
    { name: "expired sign-ins", everyMs: MINUTE, run: () => endExpiredFlows(ctx) },
    { name: "expiry", everyMs: MINUTE, run: () => expireRequests(ctx) },
    { name: "retention", everyMs: DAY, run: () => forgetOldAppointments(ctx) },
    { name: "earlier appointments' customers", everyMs: DAY, run: () => linkEarlierAppointments(ctx) },
    { name: "old merges", everyMs: DAY, run: () => forgetOldMerges(ctx) },
    { name: "spool", everyMs: DAY, run: () => sweepSpool(ctx) },
    { name: "uploads nobody finished", everyMs: HOUR, run: () => forgetUploads(ctx) },
    { name: "mirror window", everyMs: HOUR, run: () => rollMirror(ctx) },
    ...(ctx.env.PARLOUR_BACKUP_DIR
      ? [{ name: "backup", everyMs: HOUR, run: () => keepDailyCopies(ctx) }]
      : []),
    { name: "sweep", everyMs: HOUR, run: () => sweep(ctx.db, ctx.now()) },
  ];
  await runJobs([keepLease, ...jobs.map(whileHeld)], signal);
  await releaseLease(ctx.db, LEASE, owner);
  closeDatabase(ctx.db);
}
