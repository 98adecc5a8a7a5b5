import { z } from "zod";
import { SCOPES } from "#lib/auth/scopes.ts";
import { email, id, name, password, yesOrNo } from "#lib/core/shapes.ts";

/** Shapes of what people send about users and tokens. */

const role = z.enum(["admin", "artist", "staff"], { error: "unknown" });

export const newUser = z.object({ email, name: name(120), role, artistId: id.nullable().optional() });
export type NewUserInput = z.infer<typeof newUser>;

export const userChange = z.object({
  name: name(120).optional(),
  role: role.optional(),
  artistId: id.nullable().optional(),
  active: yesOrNo.optional(),
});
export type UserChangeInput = z.infer<typeof userChange>;

export const invitation = z.object({ token: z.string({ error: "required" }).max(200, "unknown"), password });
export type InvitationInput = z.infer<typeof invitation>;

/** Without scopes, or with null, it may do everything its user may. */
export const newToken = z.object({
  name: name(120),
  scopes: z
    .array(z.enum(SCOPES, { error: "unknown" }))
    .min(1, "required")
    .max(20, "too_many")
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope)))
    .nullish(),
});
export type NewTokenInput = z.infer<typeof newToken>;
