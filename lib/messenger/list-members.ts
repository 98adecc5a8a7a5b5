import { z } from "zod";
import { listMembersAfter } from "#db/queries/messenger-admin.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { folded } from "./folded.ts";
import { readCursor, writeCursor } from "./list-cursor.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import type { AdminUserJson } from "./room-json.ts";
import { toAdminUserJson } from "./to-admin-user-json.ts";

const PAGE = 100;
const position = z.tuple([z.string(), z.string()]);

/**
 * Everybody the tenant's messenger has seen, by name.
 * @throws AppError unless an admin of the tenant asks; `invalid_input` for a cursor of another list
 */
export async function listMembers(
  ctx: Ctx,
  input: { q?: string | undefined; cursor?: string | undefined } = {},
): Promise<{ users: AdminUserJson[]; next_cursor: string | null }> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const members = listMembersAfter(ctx.db, {
    tenantId,
    isOurs: tenantId === ctx.env.MESSENGER_TENANT_ID,
    q: folded(input.q),
    after: readCursor(position, input.cursor),
    most: PAGE + 1,
  });
  const last = members.length > PAGE ? members[PAGE - 1] : undefined;
  return {
    users: members.slice(0, PAGE).map(toAdminUserJson),
    next_cursor: last ? writeCursor([last.sortName, last.id]) : null,
  };
}
