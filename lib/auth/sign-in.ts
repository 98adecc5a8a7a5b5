import { z } from "zod";
import { findUserByEmail } from "#db/queries/users.ts";
import type { Ctx } from "./context.ts";
import { verifyPassword } from "./passwords.ts";

const credentials = z.object({ email: z.string().trim().max(254), password: z.string().max(1024) });

/** The user with this email and password; null for every kind of wrong, after the same work. */
export async function signIn(
  ctx: Pick<Ctx, "db" | "now">,
  input: unknown,
): Promise<{ id: string; name: string; email: string } | null> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) return null;
  const user = await findUserByEmail(ctx.db, parsed.data.email);
  const matches = await verifyPassword(parsed.data.password, user?.passwordHash ?? null);
  if (!user || !matches || !user.active) return null;
  return { id: user.id, name: user.name, email: user.email };
}
