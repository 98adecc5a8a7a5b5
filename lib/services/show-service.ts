import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { listServiceViews } from "./list-service-views.ts";
import type { ServiceView } from "./service-view.ts";

/** @throws AppError `not_signed_in`, `not_allowed`, `not_found` */
export async function showService(ctx: Ctx, id: string): Promise<ServiceView> {
  const service = (await listServiceViews(ctx)).find((one) => one.id === id);
  if (!service) throw new AppError("not_found", "There is no service with this id.");
  return service;
}
