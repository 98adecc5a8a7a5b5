import { createHash } from "node:crypto";
import { findIdempotentAnswer } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { type AppointmentRequest, type RequestedAppointment, requestedAppointment } from "./input.ts";

const storedAnswer = requestedAppointment.pick({ appointment: true });

/**
 * What a request was answered with before under this Idempotency-Key; null where it was not, or there is no key.
 * @throws AppError `idempotency_mismatch` when the key belongs to another request.
 */
export async function idempotentAnswer(
  ctx: Pick<Ctx, "db" | "env">,
  input: AppointmentRequest,
  key: string | undefined,
): Promise<RequestedAppointment | null> {
  if (key === undefined) return null;
  const earlier = await findIdempotentAnswer(ctx.db, key);
  if (!earlier) return null;
  if (earlier.requestHash !== hashRequest(input)) {
    throw new AppError("idempotency_mismatch", "This Idempotency-Key was used for another request.");
  }
  const { appointment } = storedAnswer.parse(earlier.response);
  return { appointment, manageUrl: manageUrl(ctx.env, { id: appointment.id, linkGeneration: 0 }) };
}

/** What a request says. Not by its pictures: the same form sent twice uploads them twice, under other tokens. */
export function hashRequest({ pictures: _, ...input }: AppointmentRequest): string {
  return createHash("sha256").update(JSON.stringify(input)).digest("hex");
}
