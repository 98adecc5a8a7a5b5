import { type MessengerUser, seeMessengerUser } from "#db/queries/messenger-users.ts";
import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { matrixUserId, userLocalpart } from "./matrix/matrix-names.ts";

/**
 * Somebody of the studio as the messenger knows them, entered where they never came there by themselves.
 * @returns undefined for whoever is no active user of the studio
 */
export async function enterStudioUser(
  { db, env, now }: Pick<Ctx, "db" | "env" | "now">,
  userId: string,
): Promise<MessengerUser | undefined> {
  const user = await findUser(db, userId);
  if (!user?.active) return undefined;
  const tenantId = env.MESSENGER_TENANT_ID;
  const server = env.MATRIX_SERVER_NAME;
  const person = {
    tenantId,
    hubUserId: user.id,
    displayName: user.name,
    role: user.role === "admin" ? "admin" : "user",
    matrixUserId:
      server === undefined ? null : matrixUserId(userLocalpart(tenantId, user.id, server), server),
  } as const;
  return seeMessengerUser(db, person, now());
}
