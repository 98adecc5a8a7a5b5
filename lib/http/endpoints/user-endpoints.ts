import { z } from "zod";
import { id } from "#lib/core/shapes.ts";
import { invitation, newToken, newUser, userChange } from "#lib/users/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** Who signs in, and with what. */

const user = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(["admin", "artist", "staff"]),
  artistId: z.string().nullable(),
  active: z.boolean(),
  invited: z.boolean(),
  createdAt: isoOut,
});

const token = z.object({
  id: z.string(),
  name: z.string(),
  /** Null: everything its user may. */
  scopes: z.array(z.string()).nullable(),
  createdAt: isoOut,
  lastUsedAt: isoOut.nullable(),
  revokedAt: isoOut.nullable(),
  userName: z.string(),
});

export const userEndpoints = {
  inviteUser: endpoint({
    method: "POST",
    path: "/api/admin/users",
    summary: "Invite somebody; answers the one-time link for them",
    access: "session",
    scope: "everything",
    limit: "write",
    body: newUser,
    response: z.object({ user, inviteUrl: z.string() }),
    status: 201,
  }),
  changeUser: endpoint({
    method: "PATCH",
    path: "/api/admin/users/{id}",
    summary: "Change somebody's name or role, deactivate or activate them",
    access: "session",
    scope: "everything",
    limit: "write",
    body: userChange,
    response: z.object({ user }),
  }),
  resetUserPassword: endpoint({
    method: "POST",
    path: "/api/admin/users/{id}/reset",
    summary: "A one-time link by which somebody chooses a new password",
    access: "session",
    scope: "everything",
    limit: "write",
    response: z.object({ resetUrl: z.string() }),
  }),
  acceptInvitation: endpoint({
    method: "POST",
    path: "/api/invite",
    summary: "Choose a password with a one-time link",
    access: "public",
    limit: "sign-in",
    body: invitation,
    response: z.object({ email: z.string() }),
  }),
  createToken: endpoint({
    method: "POST",
    path: "/api/admin/tokens",
    summary:
      "Make an API token for oneself, within `scopes` (without: everything one may); its secret is answered once",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newToken,
    response: z.object({ token, secret: z.string() }),
    status: 201,
  }),
  revokeToken: endpoint({
    method: "DELETE",
    path: "/api/admin/tokens",
    summary: "End an API token",
    access: "session",
    scope: "studio:write",
    limit: "write",
    query: z.object({ id }),
    status: 204,
  }),
};
