import { z } from "zod";
import { insertUser } from "#db/queries/users.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import { hashPassword } from "./passwords.ts";
import { requireAdmin } from "./permissions.ts";

const newUser = z
  .object({
    email: z.email("The email address is not valid.").max(254),
    name: z.string().trim().min(1, "The name is missing.").max(120),
    role: z.enum(["admin", "artist", "staff"]),
    artistId: z.string().nullable(),
    password: z.string().min(10, "The password needs at least 10 characters.").max(1024),
  })
  .refine(
    (user) => user.role !== "artist" || user.artistId !== null,
    "An artist's user needs the artist it belongs to.",
  );

/** Adds somebody who signs in. @throws AppError `invalid_input`, `conflict`, `not_allowed` @returns the new id */
export async function addUser(ctx: Ctx, input: z.infer<typeof newUser>): Promise<string> {
  requireAdmin(ctx.actor);
  const parsed = newUser.safeParse(input);
  if (!parsed.success)
    throw new AppError("invalid_input", parsed.error.issues.map((issue) => issue.message).join(" "));
  const { password, ...user } = parsed.data;
  const id = newId();
  const stored = await insertUser(
    ctx.db,
    { ...user, id, passwordHash: await hashPassword(password), active: true, createdAt: ctx.now() },
    auditEntry(ctx, { entity: "user", entityId: id, action: "created", detail: { role: user.role } }),
  );
  if (stored === "email_taken") throw new AppError("conflict", `${user.email} has a user already.`);
  return id;
}
