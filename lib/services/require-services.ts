import { knownServiceIds } from "#db/queries/services.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** @throws AppError `invalid_input` at `serviceIds` when one of the ids is no service. */
export async function requireServices(ctx: Pick<Ctx, "db">, ids: string[]): Promise<void> {
  const known = await knownServiceIds(ctx.db, ids);
  if (ids.every((id) => known.has(id))) return;
  throw new AppError("invalid_input", "There is no service with one of these ids.", {
    errors: { serviceIds: ["unknown"] },
  });
}
