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
import { requeueSigned } from "#lib/consents/requeue-signed.ts";
import { DAY, HOUR, MINUTE, SECOND, systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { forgetOldMerges } from "#lib/customers/forget-old-merges.ts";
import { linkEarlierAppointments } from "#lib/customers/link-earlier-appointments.ts";
import { forgetFollowUpRuns } from "#lib/follow-ups/forget-follow-up-runs.ts";
import { checkIntegrations } from "#lib/hub/check-integrations.ts";
import { sweepDocuments } from "#lib/hub/ecodms/sweep-documents.ts";
import { storeRecordedCalls } from "#lib/hub/record-calls.ts";
import { expireInquiries } from "#lib/inquiries/expire-inquiries.ts";
import { queueReminders } from "#lib/mail/queue-reminders.ts";
import { sweepSpool } from "#lib/media/spool/sweep-spool.ts";
import { forgetUploads } from "#lib/media/transfer/forget-uploads.ts";
import { forgetMessengerPast } from "#lib/messenger/forget-messenger-past.ts";
import { sweepMedia } from "#lib/messenger/media/sweep-media.ts";
import { provisionPeople } from "#lib/messenger/provision-people.ts";
import { readTalkRooms } from "#lib/messenger/talk/read-talk-rooms.ts";
import { expireOffers, sweepHolds } from "#lib/offers/expire-offers.ts";
import { tellStudio } from "#lib/outbox/tell-studio.ts";
import { sweepPictures } from "#lib/pictures/sweep-pictures.ts";
import { deliverOutbox, outboxQueues } from "#lib/sync/deliver-outbox.ts";
import { fillPrivateDue } from "#lib/sync/fill-private-due.ts";
import { readAllHours } from "#lib/sync/read-hours.ts";
import { rollMirror } from "#lib/sync/roll-mirror.ts";
import { syncAll, syncNew } from "#lib/sync/sync-all.ts";
import { endWaitlist } from "#lib/waitlist/end-waitlist.ts";
import { fireWaitlist } from "#lib/waitlist/fire-waitlist.ts";
import { forgetWebhookDeliveries } from "#lib/webhooks/forget-webhook-deliveries.ts";
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
    // A job a queue: a mail never waits for a slow Nextcloud, nor an event for a slow mail server.
    ...outboxQueues.map((queue) => ({
      name: `outbox: ${[queue.kind, queue.to].filter(Boolean).join(" to ")}`,
      everyMs: SECOND,
      run: () => deliverOutbox(ctx, { queues: [queue], limit: 50 }),
    })),
    { name: "notices to the studio", everyMs: MINUTE, run: () => tellStudio(ctx) },
    { name: "first syncs", everyMs: 2 * SECOND, run: () => syncNew(ctx) },
    { name: "sync", everyMs: ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND, run: () => syncAll(ctx) },
    { name: "private events", everyMs: 5 * SECOND, run: () => fillPrivateDue(ctx) },
    { name: "hours", everyMs: 10 * MINUTE, run: () => readAllHours(ctx) },
    { name: "expired sign-ins", everyMs: MINUTE, run: () => endExpiredFlows(ctx) },
    { name: "expiry", everyMs: MINUTE, run: () => expireRequests(ctx) },
    { name: "reminders", everyMs: MINUTE, run: () => queueReminders(ctx) },
    { name: "offers' expiry", everyMs: 15 * SECOND, run: () => expireOffers(ctx) },
    { name: "inquiries' expiry", everyMs: MINUTE, run: () => expireInquiries(ctx) },
    { name: "waitlist", everyMs: 5 * SECOND, run: () => fireWaitlist(ctx) },
    { name: "waitlist's end", everyMs: MINUTE, run: () => endWaitlist(ctx) },
    { name: "times nobody took", everyMs: HOUR, run: () => sweepHolds(ctx) },
    { name: "retention", everyMs: DAY, run: () => forgetOldAppointments(ctx) },
    { name: "earlier appointments' customers", everyMs: DAY, run: () => linkEarlierAppointments(ctx) },
    { name: "old merges", everyMs: DAY, run: () => forgetOldMerges(ctx) },
    { name: "spool", everyMs: DAY, run: () => sweepSpool(ctx) },
    { name: "documents nobody reads", everyMs: DAY, run: () => sweepDocuments(ctx) },
    { name: "pictures nobody sent", everyMs: HOUR, run: () => sweepPictures(ctx) },
    { name: "signed forms to file", everyMs: HOUR, run: () => requeueSigned(ctx) },
    { name: "uploads nobody finished", everyMs: HOUR, run: () => forgetUploads(ctx) },
    { name: "mirror window", everyMs: HOUR, run: () => rollMirror(ctx) },
    ...(ctx.env.PARLOUR_BACKUP_DIR
      ? [{ name: "backup", everyMs: HOUR, run: () => keepDailyCopies(ctx) }]
      : []),
    { name: "integrations", everyMs: 5 * MINUTE, run: () => checkIntegrations(ctx, signal) },
    { name: "webhooks' log", everyMs: HOUR, run: () => forgetWebhookDeliveries(ctx) },
    { name: "what followed long ago", everyMs: HOUR, run: () => forgetFollowUpRuns(ctx) },
    { name: "what is said in Talk", everyMs: 10 * SECOND, run: () => readTalkRooms(ctx) },
    { name: "people at Matrix", everyMs: 5 * SECOND, run: () => provisionPeople(ctx) },
    { name: "the messenger's files", everyMs: HOUR, run: () => sweepMedia(ctx) },
    { name: "the messenger's past", everyMs: HOUR, run: () => forgetMessengerPast(ctx) },
    { name: "sweep", everyMs: HOUR, run: () => sweep(ctx.db, ctx.now()) },
  ];
  await runJobs([keepLease, ...jobs.map(whileHeld)], signal);
  storeRecordedCalls(ctx);
  await releaseLease(ctx.db, LEASE, owner);
  closeDatabase(ctx.db);
}
