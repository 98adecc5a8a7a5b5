import { findMessengerUser, type MessengerUser } from "#db/queries/messenger-users.ts";
import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { enterStudioUser } from "./enter-studio-user.ts";

/**
 * Somebody of the tenant by their hub user id; users of this studio also before they ever came.
 * @returns undefined for nobody, and for whoever was shut out or left the studio
 */
export async function findPerson(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  tenantId: string,
  hubUserId: string,
): Promise<MessengerUser | undefined> {
  const isOurs = tenantId === ctx.env.MESSENGER_TENANT_ID;
  const ofStudio = isOurs ? await findUser(ctx.db, hubUserId) : undefined;
  if (ofStudio && !ofStudio.active) return undefined;
  const person =
    findMessengerUser(ctx.db, tenantId, hubUserId) ?? (ofStudio && (await enterStudioUser(ctx, hubUserId)));
  return person?.active ? person : undefined;
}

/** @throws AppError `invalid_input` at `field`, naming whoever nobody knows */
export async function requirePeople(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  tenantId: string,
  { hubUserIds, field }: { hubUserIds: readonly string[]; field: string },
): Promise<MessengerUser[]> {
  const people: MessengerUser[] = [];
  const unknown: string[] = [];
  for (const id of new Set(hubUserIds)) {
    const person = await findPerson(ctx, tenantId, id);
    if (person) people.push(person);
    else unknown.push(id);
  }
  if (unknown.length === 0) return people;
  throw new AppError("invalid_input", `Nobody here is known as ${unknown.slice(0, 5).join(", ")}.`, {
    errors: { [field]: ["unknown"] },
  });
}
