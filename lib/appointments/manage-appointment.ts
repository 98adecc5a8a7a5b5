import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { addManagedMessage } from "./add-managed-message.ts";
import { cancelManagedAppointment } from "./cancel-managed-appointment.ts";
import type { ManagedRequest } from "./managed-input.ts";
import { requestNextSitting } from "./request-next-sitting.ts";
import { rescheduleManagedAppointment } from "./reschedule-managed-appointment.ts";

/** Does what a customer asks for by the own link. @returns the link of a sitting that was asked for. */
export async function manageAppointment(ctx: Ctx, request: ManagedRequest): Promise<string | null> {
  const { token, action, startTime: startMs, version } = request;
  switch (action) {
    case "cancel":
      await cancelManagedAppointment(ctx, token, { version, later: request.later ?? false });
      return null;
    case "message":
      await addManagedMessage(ctx, token, request.text);
      return null;
    case "add":
      await addManagedMessage(ctx, token, request.text, request.pictures);
      return null;
    case "reschedule":
      await rescheduleManagedAppointment(ctx, token, { startMs: required(startMs), version });
      return null;
    case "next_sitting":
      return requestNextSitting(ctx, token, { startMs: required(startMs) });
  }
}

function required(startMs: number | undefined): number {
  if (startMs !== undefined) return startMs;
  throw new AppError("invalid_input", "Please choose a time.", { errors: { startTime: ["required"] } });
}
