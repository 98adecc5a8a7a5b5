import { findConnection } from "#db/queries/connections.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { missingNextcloudConfig } from "#lib/core/env.ts";
import type { NewsChannel } from "./choices.ts";

/**
 * Why a channel cannot reach somebody. `not_configured`: the studio has none; `no_account`: they are not connected to
 * it; `shut_out`: an admin has closed the messenger to them.
 */
export type WhyNot = "not_configured" | "no_account" | "shut_out";

export type Obstacles = Record<NewsChannel, WhyNot | null>;

/** What stands between somebody and each channel; null where nothing does. */
export async function obstaclesFor(ctx: Pick<Ctx, "db" | "env">, userId: string): Promise<Obstacles> {
  const { db, env } = ctx;
  const member = findMessengerUser(db, env.MESSENGER_TENANT_ID, userId);
  const isShutOut = member !== undefined && !member.active;
  const shutOut = isShutOut ? ("shut_out" as const) : null;
  const hasCloud = missingNextcloudConfig(env).length === 0;
  const hasAccount = hasCloud && (await findConnection(db, userId)) !== undefined;
  return {
    bell: shutOut,
    mail: env.SMTP_URL ? null : "not_configured",
    talk: !hasCloud ? "not_configured" : (shutOut ?? (hasAccount ? null : "no_account")),
    matrix: env.MATRIX_HOMESERVER_URL ? shutOut : "not_configured",
  };
}

/** As `obstaclesFor`, said the other way round. */
export async function possibleChannels(
  ctx: Pick<Ctx, "db" | "env">,
  userId: string,
): Promise<Record<NewsChannel, boolean>> {
  const { bell, mail, talk, matrix } = await obstaclesFor(ctx, userId);
  return { bell: bell === null, mail: mail === null, talk: talk === null, matrix: matrix === null };
}
