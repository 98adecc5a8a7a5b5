import type { Ctx } from "#lib/auth/context.ts";
import { isSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { mayBook } from "./may-book.ts";

/**
 * Whether somebody may book, ask or wait by themselves. Whoever is signed in books for anybody.
 * @throws AppError `booking_refused`, which never tells why
 */
export async function requireMayBook(ctx: Ctx, said: { email: string; phone: string }): Promise<void> {
  if (isSignedIn(ctx.actor)) return;
  if (!(await mayBook(ctx, said))) throw bookingRefused();
}

/** One answer for everybody who cannot book, people and bots alike. */
export function bookingRefused(): AppError {
  return new AppError("booking_refused", "This cannot be booked online. Please contact the studio.");
}
