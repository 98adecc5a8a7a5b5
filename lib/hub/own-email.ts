import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** The mail address of the person who acts; nothing where no person does. */
export async function ownEmail({ actor, db }: Ctx): Promise<string | undefined> {
  if (!("userId" in actor)) return undefined;
  return (await findUser(db, actor.userId))?.email;
}
