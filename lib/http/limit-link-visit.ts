import { headers } from "next/headers";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { CLIENT_ADDRESS_HEADER } from "./client-address.ts";
import { takeLimit } from "./limits.ts";

/**
 * Counts one visit of a customer's link. @returns false when the address has made too many: the page then says so,
 * whether the link is right or not, so that guessing tells nothing.
 */
export async function mayVisitLink(
  ctx: Ctx,
  head: () => Promise<Pick<Headers, "get">> = headers,
): Promise<boolean> {
  const address = (await head()).get(CLIENT_ADDRESS_HEADER) ?? "unknown";
  try {
    await takeLimit(ctx, "link", address);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return false;
    throw error;
  }
}
