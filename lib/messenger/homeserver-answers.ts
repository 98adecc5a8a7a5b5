import { type Clock, SECOND } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { createMatrixClient } from "./matrix/create-matrix-client.ts";

/** However many ask, the homeserver is asked once in this time. */
const ASKED_EVERY_MS = 10 * SECOND;
const PATIENCE_MS = 2 * SECOND;

interface Known {
  askedAt: number;
  answers: Promise<boolean>;
}

/** Whether the homeserver answers, as it was at most ten seconds ago; false where Matrix is not configured. */
export function homeserverAnswers({ env, now }: { env: Env; now: Clock }): Promise<boolean> {
  const { MATRIX_HOMESERVER_URL: homeserverUrl, MATRIX_SERVER_NAME: serverName } = env;
  if (homeserverUrl === undefined || serverName === undefined) return Promise.resolve(false);
  const known = processWide("messenger.homeserver-answers", () => new Map<string, Known>());
  const last = known.get(homeserverUrl);
  const nowMs = now();
  // A clock that was set back must not keep an old answer.
  if (last && nowMs >= last.askedAt && nowMs - last.askedAt < ASKED_EVERY_MS) return last.answers;
  const client = createMatrixClient({ homeserverUrl, serverName, asToken: "", timeoutMs: PATIENCE_MS });
  const answers = client.versions().then(
    () => true,
    () => false,
  );
  known.set(homeserverUrl, { askedAt: nowMs, answers });
  return answers;
}
