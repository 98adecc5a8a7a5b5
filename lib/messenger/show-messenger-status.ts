import { lastTransactionAt } from "#db/queries/matrix-transactions.ts";
import { lastTrouble, queueLengths } from "#db/queries/messenger-queues.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUsableAccount } from "#lib/calendars/service-account.ts";
import { type Env, missingNextcloudConfig } from "#lib/core/env.ts";
import { homeserverAnswers } from "./homeserver-answers.ts";
import { missingMatrixConfig } from "./matrix-of.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import { transportCause } from "./transport-cause.ts";
import { type TransportId, transportOf } from "./transport-of.ts";
import { transportPause } from "./transport-pause.ts";

/** A `cause` is the key of the console's own words for a failure; null without one, or without words. */
export interface MessengerStatus {
  transport: TransportId;
  /** Names of the variables that are missing. */
  missing: string[];
  matrix: {
    configured: boolean;
    serverName: string | null;
    reachable: boolean;
    detail: string;
    cause: string | null;
    lastTransactionAt: number | null;
    quietUntil: number | null;
  } | null;
  talk: { configured: boolean; reachable: boolean; detail: string; cause: string | null } | null;
  /** Messages of this tenant. */
  waiting: number;
  failed: number;
  oldestWaitingAt: number | null;
  /** Why what waits does, in plain words. */
  lastFailure: string | null;
  lastCause: string | null;
}

/** How what is said reaches people beside the browser. @throws AppError unless an admin of the tenant asks */
export async function showMessengerStatus(ctx: Ctx): Promise<MessengerStatus> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const transport = transportOf(ctx.env);
  const queues = queueLengths(ctx.db, tenantId);
  const oldest = queues.flatMap(({ oldestWaitingAt }) => (oldestWaitingAt === null ? [] : [oldestWaitingAt]));
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const trouble = waiting > 0 ? lastTrouble(ctx.db, tenantId) : null;
  const usesMatrix = transport === "matrix" || ctx.env.MATRIX_HOMESERVER_URL !== undefined;
  const usesTalk = transport === "talk" || queues.some((queue) => queue.transport === "talk");
  return {
    transport,
    missing: missingOf(transport, ctx.env),
    matrix: usesMatrix ? await matrixStatus(ctx) : null,
    talk: usesTalk ? await talkStatus(ctx) : null,
    waiting,
    failed: queues.reduce((sum, queue) => sum + queue.failed, 0),
    oldestWaitingAt: oldest.length > 0 ? Math.min(...oldest) : null,
    lastFailure: trouble?.message ?? null,
    lastCause: trouble?.cause ?? null,
  };
}

function missingOf(transport: TransportId, env: Env): string[] {
  if (transport === "matrix") return missingMatrixConfig(env);
  return transport === "talk" ? missingNextcloudConfig(env) : [];
}

async function matrixStatus(ctx: Ctx) {
  const missing = missingMatrixConfig(ctx.env);
  const pause = transportPause(ctx, "matrix");
  const answers = await homeserverAnswers(ctx);
  const isRefused = pause?.error.kind === "auth";
  const detail =
    missing.length > 0
      ? `Missing: ${missing.join(", ")}.`
      : isRefused
        ? pause.error.message
        : answers
          ? "The homeserver answers."
          : (pause?.error.message ?? "The homeserver does not answer. What is said waits, in order.");
  const silence = answers ? null : "messenger-network";
  return {
    configured: missing.length === 0,
    cause: isRefused || (pause && !answers) ? transportCause(pause.error) : silence,
    serverName: ctx.env.MATRIX_SERVER_NAME ?? null,
    reachable: answers && missing.length === 0 && !isRefused,
    detail,
    lastTransactionAt: lastTransactionAt(ctx.db),
    quietUntil: pause?.until ?? null,
  };
}

/** Without a request of its own: Nextcloud is asked often enough by everything else. */
async function talkStatus(ctx: Ctx) {
  const missing = missingNextcloudConfig(ctx.env);
  if (missing.length > 0)
    return { configured: false, reachable: false, detail: `Missing: ${missing.join(", ")}.`, cause: null };
  const suspended = await requireUsableAccount(ctx).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const pause = transportPause(ctx, "talk");
  const trouble = suspended ?? pause?.error.message;
  return {
    configured: true,
    reachable: trouble === undefined,
    detail: trouble ?? "Nextcloud answers.",
    cause: suspended !== undefined ? "suspended" : pause ? transportCause(pause.error) : null,
  };
}
