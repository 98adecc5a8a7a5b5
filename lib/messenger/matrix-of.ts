import type { Ctx } from "#lib/auth/context.ts";
import type { Env } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { createMatrixClient } from "./matrix/create-matrix-client.ts";
import type { MatrixClient } from "./matrix/matrix-client.ts";
import { matrixUserId, SENDER_LOCALPART } from "./matrix/matrix-names.ts";

export interface Matrix {
  client: MatrixClient;
  serverName: string;
  /** The service's own user, who speaks for applications. */
  botId: string;
  /** Whether this process has seen that the homeserver knows the bot. */
  bot: { isKnown: boolean };
}

const NEEDED = ["MATRIX_HOMESERVER_URL", "MATRIX_SERVER_NAME", "MATRIX_AS_TOKEN", "MATRIX_HS_TOKEN"] as const;

/** Names of the variables that the homeserver still needs; empty when configured. */
export function missingMatrixConfig(env: Env): string[] {
  return NEEDED.filter((name) => !env[name]);
}

/** The studio's homeserver. @throws UpstreamError `not-configured` naming what is missing */
export function matrixOf({ env, now }: Pick<Ctx, "env" | "now">): Matrix {
  const {
    MATRIX_HOMESERVER_URL: homeserverUrl,
    MATRIX_SERVER_NAME: serverName,
    MATRIX_AS_TOKEN: asToken,
  } = env;
  const missing = missingMatrixConfig(env);
  if (!homeserverUrl || !serverName || !asToken || missing.length > 0)
    throw new UpstreamError({
      service: "matrix",
      kind: "not-configured",
      message: `Matrix is not configured: ${missing.join(", ")} missing.`,
    });
  const key = hashToken([homeserverUrl, serverName, asToken].join("\n"));
  const known = processWide("messenger.matrix", () => new Map<string, Matrix>());
  const found = known.get(key);
  if (found) return found;
  const made = {
    client: createMatrixClient({ homeserverUrl, serverName, asToken, now }),
    serverName,
    botId: matrixUserId(SENDER_LOCALPART, serverName),
    bot: { isKnown: false },
  };
  known.set(key, made);
  return made;
}
