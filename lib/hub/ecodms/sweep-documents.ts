import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { makeRoom } from "./make-room.ts";

/** Removes kept documents that nobody read for 30 days. @throws AppError unless the worker or an admin asks */
export async function sweepDocuments(ctx: Pick<Ctx, "actor" | "env">): Promise<void> {
  requireAdmin(ctx.actor);
  await makeRoom(ctx.env);
}
