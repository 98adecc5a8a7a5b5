import { insertTicket } from "#db/queries/messenger-tickets.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";
import { requireMember } from "./require-member.ts";

const GOOD_FOR_MS = MINUTE;

/**
 * A ticket that opens one event stream, once, within a minute. What it was made with (`proof`, for whoever takes it to
 * look at again) stands in its second part, which is hashed with the first and so cannot be changed; `endsAt` is when that
 * ends by itself.
 * @throws AppError as requireMember
 */
export async function makeTicket(
  ctx: Ctx,
  { proof, endsAt }: { proof: string; endsAt: number | null },
): Promise<{ ticket: string; expiresAt: number }> {
  const member = await requireMember(ctx);
  const nowMs = ctx.now();
  const expiresAt = Math.min(nowMs + GOOD_FOR_MS, endsAt ?? Number.POSITIVE_INFINITY);
  const ticket = `${newToken()}.${proof}`;
  insertTicket(
    ctx.db,
    { ticketHash: hashToken(ticket), userId: member.id, role: member.role, expiresAt, endsAt },
    nowMs,
  );
  return { ticket, expiresAt };
}
