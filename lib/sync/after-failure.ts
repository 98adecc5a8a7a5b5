import type { OutboxRow } from "#db/queries/outbox.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { backoff } from "#lib/core/retry.ts";
import { KEY_PAUSE_MS } from "#lib/follow-ups/refuse-while-refused.ts";

const BACKOFF = { baseMs: 2 * SECOND, maximumMs: 15 * MINUTE };
/** A refusal does not pass by itself; somebody may mend a share or a rule in between. */
const REFUSED_BACKOFF = { baseMs: 5 * MINUTE, maximumMs: HOUR };
const REFUSALS = 5;
/** News of an appointment that arrives later than this confuses more than it tells. */
const MAIL_AGE_MS = 3 * DAY;
/** People wait for an answer; a homeserver that comes back is used within a minute. */
const ROOM_BACKOFF = { baseMs: SECOND, maximumMs: MINUTE };
const ROOM_REFUSED_BACKOFF = { baseMs: 30 * SECOND, maximumMs: 15 * MINUTE };
const REVOKE_AGE_MS = 7 * DAY;
/** What follows an appointment elsewhere is old news after as long. */
const FOLLOW_UP_AGE_MS = 3 * DAY;
/** Answers with 4xx that are no judgement of what was sent: sign-in, absence, time-outs, locks, too much at once. */
const PASSING_STATUSES = [401, 404, 408, 410, 421, 423, 425, 429];

export interface NextStep {
  nextAttemptAt: number;
  refusals: number;
  /** It can never succeed, or no longer makes sense: a dead letter. */
  givenUp: boolean;
}

/**
 * What becomes of a row whose delivery failed. The network, time-outs, failing servers (5xx) and a refused sign-in
 * never kill a push: it waits on. What is refused for good is given up: a mail at once, a push at its fifth refusal.
 * A mail that failed for three days is given up whatever the reason, and a revocation that failed for a week. Files and
 * folders are pushes; what is damaged in the spool is given up at once. A follow-up is given up at its fifth refusal,
 * and after three days; what is not there (404) is refused too, because nobody moves a channel for it. A room is never
 * given up: what waits in it waits, and lib/messenger fails single messages itself.
 */
export function afterFailure(
  row: Pick<OutboxRow, "kind" | "attempts" | "createdAt" | "payload">,
  error: unknown,
  nowMs: number,
  random?: () => number,
): NextStep {
  const upstream = error instanceof UpstreamError ? error : null;
  if (row.kind === "revoke") {
    const waitMs = backoff(row.attempts, BACKOFF, random);
    const nextAttemptAt = Math.max(upstream?.retryAt ?? 0, nowMs + waitMs);
    return { nextAttemptAt, refusals: 0, givenUp: nowMs - row.createdAt >= REVOKE_AGE_MS };
  }
  if (row.kind === "messenger") return afterRoom(row, upstream, nowMs, random);
  if (row.kind === "follow_up") return afterFollowUp(row, upstream, nowMs, random);
  if (upstream?.reason === "spool-damaged" || upstream?.reason === "spool-missing")
    return { nextAttemptAt: nowMs, refusals: 0, givenUp: true };
  const earlier = Number(row.payload.refusals ?? 0);
  const isMail = row.kind === "mail" || row.kind === "notice";
  const refusals = earlier + (upstream && (isMail ? refusesMail(upstream) : refusesPush(upstream)) ? 1 : 0);
  const waitMs =
    !isMail && refusals > earlier
      ? backoff(earlier, REFUSED_BACKOFF, random)
      : backoff(row.attempts, BACKOFF, random);
  return {
    nextAttemptAt: Math.max(upstream?.retryAt ?? 0, nowMs + waitMs),
    refusals,
    givenUp: isMail
      ? refusals > earlier || nowMs - row.createdAt >= MAIL_AGE_MS
      : refusals > earlier && refusals >= REFUSALS,
  };
}

function afterRoom(
  { attempts, payload }: Pick<OutboxRow, "attempts" | "payload">,
  upstream: UpstreamError | null,
  nowMs: number,
  random?: () => number,
): NextStep {
  const earlier = Number(payload.refusals ?? 0);
  const isRefused = upstream !== null && refusesMail(upstream);
  const waitMs = isRefused
    ? backoff(earlier, ROOM_REFUSED_BACKOFF, random)
    : backoff(attempts, ROOM_BACKOFF, random);
  // However long a server asks for: an hour later it is asked again.
  const askedFor = Math.min(upstream?.retryAt ?? 0, nowMs + HOUR);
  return {
    nextAttemptAt: Math.max(askedFor, nowMs + waitMs),
    refusals: earlier + (isRefused ? 1 : 0),
    givenUp: false,
  };
}

function afterFollowUp(
  { attempts, createdAt, payload }: Pick<OutboxRow, "attempts" | "createdAt" | "payload">,
  upstream: UpstreamError | null,
  nowMs: number,
  random?: () => number,
): NextStep {
  const earlier = Number(payload.refusals ?? 0);
  const isRefused = upstream !== null && refusesMail(upstream);
  const refusals = earlier + (isRefused ? 1 : 0);
  const lacksKey = upstream?.kind === "auth" || upstream?.kind === "not-configured";
  const waitMs = isRefused ? backoff(earlier, REFUSED_BACKOFF, random) : backoff(attempts, BACKOFF, random);
  // Those that were not asked for wait together, so that one of them asks once more for all.
  const pauseMs = lacksKey && upstream?.retryAt === undefined ? KEY_PAUSE_MS : lacksKey ? 0 : waitMs;
  return {
    nextAttemptAt: Math.max(upstream?.retryAt ?? 0, nowMs + pauseMs),
    refusals,
    givenUp: (isRefused && refusals >= REFUSALS) || nowMs - createdAt >= FOLLOW_UP_AGE_MS,
  };
}

function refusesPush({ kind, retryable, status = 0, reason }: UpstreamError): boolean {
  // Room does not come back by itself, though the server's answer is a 5xx.
  if (reason === "quota") return true;
  return (
    kind === "rejected" && !retryable && status >= 400 && status < 500 && !PASSING_STATUSES.includes(status)
  );
}

function refusesMail({ kind, retryable }: UpstreamError): boolean {
  return kind === "rejected" && !retryable;
}
