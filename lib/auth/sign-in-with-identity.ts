import {
  findUserOfIdentity,
  insertUserWithIdentity,
  linkUserIdentity,
  updateMappedRole,
} from "#db/queries/identities.ts";
import { findUserByEmail, type NewUser, type UserRow } from "#db/queries/users.ts";
import { newId } from "#lib/core/ids.ts";
import { actorOfUser } from "./actor-of-user.ts";
import { auditEntry } from "./audit.ts";
import type { Ctx } from "./context.ts";
import type { Identity } from "./identity.ts";
import { mappedRole, roleOfGroups } from "./role-of-groups.ts";

export type IdentityRefusal = "mail_not_verified" | "no_user" | "deactivated" | "other_account";

export type IdentitySignIn =
  | { kind: "signed_in"; userId: string }
  | { kind: "refused"; reason: IdentityRefusal };

type Base = Pick<Ctx, "db" | "env" | "now">;

/**
 * The user an identity belongs to: the one it is linked with, else the one with the same mail where the provider has
 * verified it, which links them. Never by name, and never by a mail that anybody can type. Then the role follows the
 * mapping, except that the last admin stays one.
 */
export async function signInWithIdentity(ctx: Base, identity: Identity): Promise<IdentitySignIn> {
  const linked = await findUserOfIdentity(ctx.db, identity);
  if (linked) return linked.active ? await enter(ctx, linked, identity) : refused("deactivated");
  // Whoever cannot show the mail is theirs does not learn whether somebody has it.
  if (!identity.email || !identity.emailVerified) return refused("mail_not_verified");
  const user = await findUserByEmail(ctx.db, identity.email);
  if (!user) return createUser(ctx, identity, identity.email);
  if (!user.active) return refused("deactivated");
  const outcome = await linkUserIdentity(ctx.db, {
    identity: { ...key(identity), userId: user.id, linkedAt: ctx.now() },
    // A second account with the first one's mail may be a mail given to somebody new.
    replace: false,
    audit: entryOf(ctx, user, "identity_linked", { provider: identity.provider, by: "mail" }),
  });
  if (outcome === "not_active") return refused("deactivated");
  if (outcome !== "linked") return refused("other_account");
  return enter(ctx, user, identity);
}

async function enter(ctx: Base, user: UserRow, identity: Identity): Promise<IdentitySignIn> {
  const role = roleOfGroups(ctx.env.PARLOUR_ROLE_MAP, identity.groups, user);
  if (role !== user.role)
    await updateMappedRole(ctx.db, {
      userId: user.id,
      role,
      audit: entryOf(ctx, user, "changed", { role, before: user.role, by: identity.provider }),
    });
  return { kind: "signed_in", userId: user.id };
}

/** Somebody new, where the studio wants that and the mapping has a role for them; an artist is made by an admin. */
async function createUser(ctx: Base, identity: Identity, email: string): Promise<IdentitySignIn> {
  const role = mappedRole(ctx.env.PARLOUR_ROLE_MAP, identity.groups ?? []);
  const mayCreate = ctx.env.OIDC_CREATE_USERS === "on" && identity.provider.startsWith("oidc:");
  if (!mayCreate || role === null || role === "artist") return refused("no_user");
  const user: NewUser & Pick<UserRow, "id" | "name" | "role"> = {
    id: newId(),
    email,
    name: identity.name ?? email.replace(/@.*$/, "").slice(0, 120),
    role,
    artistId: null,
    passwordHash: null,
    active: true,
    createdAt: ctx.now(),
  };
  const outcome = await insertUserWithIdentity(ctx.db, {
    user,
    identity: { ...key(identity), userId: user.id, linkedAt: ctx.now() },
    audit: auditEntry(
      { now: ctx.now, actor: { kind: role, userId: user.id, name: user.name } },
      {
        entity: "user",
        entityId: user.id,
        action: "created",
        detail: { role, by: identity.provider },
      },
    ),
  });
  return outcome === "stored" ? { kind: "signed_in", userId: user.id } : refused("other_account");
}

function entryOf(ctx: Base, user: UserRow, action: string, detail: Record<string, unknown>) {
  return auditEntry(
    { now: ctx.now, actor: actorOfUser(user) },
    { entity: "user", entityId: user.id, action, detail },
  );
}

function key({ provider, subject }: Identity): Pick<Identity, "provider" | "subject"> {
  return { provider, subject };
}

function refused(reason: IdentityRefusal): IdentitySignIn {
  return { kind: "refused", reason };
}
