"use client";

import { useEffect, useState } from "react";
import type { UnavailableReason } from "#lib/availability/types.ts";
import { property } from "./fetch-json.ts";
import { useAnswer } from "./use-answer.ts";

export type TimeCheck =
  | { state: "none" | "checking" | "unknown" }
  | { state: "free"; verified: boolean }
  | { state: "taken"; reason: UnavailableReason };

interface Answer {
  available: boolean;
  reason: string | null;
  verified: boolean;
}

const reasons: readonly UnavailableReason[] = [
  "busy",
  "outside_hours",
  "too_soon",
  "too_far",
  "day_full",
  "week_full",
  "calendar_unreachable",
];

function readAnswer(body: unknown): Answer {
  const available = property(body, "available");
  const reason = property(body, "reason");
  if (typeof available !== "boolean") throw new Error("The desk's answer holds no availability");
  return {
    available,
    reason: typeof reason === "string" ? reason : null,
    verified: property(body, "verified") === true,
  };
}

/** Our word for an answer; a reason we do not know yet counts as busy. */
export function toTimeCheck(answer: Answer): TimeCheck {
  if (answer.available) return { state: "free", verified: answer.verified };
  return { state: "taken", reason: reasons.find((reason) => reason === answer.reason) ?? "busy" };
}

/** The value once it has stayed the same for `delayMs`. */
function useDebounced<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}

/**
 * Whether the time looked at is still free: asked 300 ms after it was chosen, then every 15 seconds while the page is
 * visible and whenever it comes back into view. Times are epoch ms; `initial` is what the server already knew.
 */
export function useAvailability(
  question: {
    artistId: string;
    serviceId: string;
    startMs: number | null;
    endMs: number | null;
    exceptAppointmentId: string | null;
  },
  initial: { startMs: number; check: TimeCheck } | null,
  /** Counts what happened to the artist's time since the page was made. */
  turn: number,
): TimeCheck {
  const { artistId, serviceId, startMs, endMs, exceptAppointmentId } = question;
  const url =
    startMs === null || endMs === null
      ? null
      : `/api/caldav/availability?${new URLSearchParams({
          artistId,
          serviceId,
          startTime: new Date(startMs).toISOString(),
          endTime: new Date(endMs).toISOString(),
          ...(exceptAppointmentId && { exceptAppointmentId }),
        })}`;
  const settled = useDebounced(url, 300);
  const { data, failed } = useAnswer(settled, readAnswer, { everyMs: 15_000, turn });
  if (url === null) return { state: "none" };
  if (url === settled && data) return toTimeCheck(data);
  if (initial !== null && initial.startMs === startMs) return initial.check;
  return url === settled && failed ? { state: "unknown" } : { state: "checking" };
}
