import type { UnavailableReason } from "#lib/availability/types.ts";
import { AppError } from "#lib/core/errors.ts";

/** The refusal for a time that cannot be had; the reason stands at the field. */
export function refusal(reason: UnavailableReason): AppError {
  const errors = { startTime: [reason] };
  switch (reason) {
    case "busy":
    case "day_full":
    case "week_full":
      return new AppError("slot_taken", "Time slot not available", { errors });
    case "calendar_unreachable":
      return new AppError(
        "calendar_unreachable",
        "The artist's calendar cannot be reached right now. Please try again later.",
      );
    case "outside_hours":
      return new AppError("slot_unavailable", "This time is outside the artist's working hours.", { errors });
    case "too_soon":
      return new AppError("slot_unavailable", "This time is too soon to be booked.", { errors });
    case "too_far":
      return new AppError("slot_unavailable", "This time is too far ahead to be booked.", { errors });
  }
}
