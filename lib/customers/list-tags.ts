import { countTags } from "#db/queries/customer-tags.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { customerScope } from "./customer-access.ts";

/** Every tag in use, in alphabetical order, and how many customers have it; an artist's own customers only. */
export async function listTags(ctx: Ctx): Promise<{ tag: string; customers: number }[]> {
  requireStudio(ctx.actor);
  return countTags(ctx.db, customerScope(ctx.actor));
}
