import { AppError } from "#lib/core/errors.ts";
import type { LinkRefusal } from "./change-rules.ts";

/** The refusal of what a customer wanted to do by the own link; the reason stands at `action`. */
export function linkRefusal(reason: LinkRefusal): AppError {
  const errors = { action: [reason] };
  switch (reason) {
    case "decided":
      return new AppError("conflict", "This appointment does not stand any more.", { errors });
    case "begun":
      return new AppError("conflict", "This appointment has begun already.", { errors });
    case "notice":
      return new AppError(
        "booking_refused",
        "It is too soon before the appointment. Please contact the studio.",
        {
          errors,
        },
      );
    case "not_by_link":
      return new AppError("booking_refused", "Please contact the studio to change the time.", { errors });
  }
}
