import { noteProvisioned } from "#db/queries/matrix-people.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { isRefusal } from "./matrix/is-refusal.ts";
import { matrixUserId, SENDER_LOCALPART, userLocalpart } from "./matrix/matrix-names.ts";
import type { Matrix } from "./matrix-of.ts";
import { isFinal } from "./transport.ts";

const BOT_NAME = "Parlour";

/** Somebody the homeserver knows, by the name they have now. @throws UpstreamError */
export async function provisionUser(
  ctx: Ctx,
  { client, serverName }: Matrix,
  user: MessengerUser,
  options: { again?: boolean } = {},
): Promise<MessengerUser & { matrixUserId: string }> {
  const { matrixUserId: known, displayName: name } = user;
  const isNamed = user.provisionedName === name;
  if (known !== null && user.provisionedAt !== null && isNamed && !options.again)
    return { ...user, matrixUserId: known };
  // Decided once; whoever came before there was a homeserver has none yet.
  const matrixId =
    known ?? matrixUserId(userLocalpart(user.tenantId, user.hubUserId, serverName), serverName);
  if (user.provisionedAt === null || options.again)
    await client.register(matrixId.slice(1, matrixId.indexOf(":")));
  try {
    if (!isNamed || options.again) await client.setDisplayName(matrixId, name);
  } catch (error) {
    // A name that is not taken keeps nobody out.
    if (!isFinal(error)) throw error;
    log().warn({ err: error, user: user.id }, "a display name was refused by the homeserver");
  }
  const noted = await noteProvisioned(ctx.db, user.id, { matrixUserId: matrixId, name }, ctx.now());
  return { ...noted, matrixUserId: matrixId };
}

/** Somebody may have left, the room or the whole server may have been emptied: worth making sure of everything, once. */
export function isOutOfStep(error: unknown): boolean {
  return isRefusal(error, "forbidden", "not-found", "unknown", "exclusive", "bad-state");
}

/** The service's own user; some homeservers make it from the registration, others when it is asked for. */
export async function provisionBot(
  { client, botId, bot }: Matrix,
  options: { again?: boolean } = {},
): Promise<void> {
  if (bot.isKnown && !options.again) return;
  try {
    await client.register(SENDER_LOCALPART);
  } catch (error) {
    if (!isRefusal(error, "exclusive", "forbidden", "invalid-username")) throw error;
  }
  try {
    await client.setDisplayName(botId, BOT_NAME);
  } catch (error) {
    if (!isFinal(error)) throw error;
  }
  bot.isKnown = true;
}
