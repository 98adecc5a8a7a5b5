"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import { readApi } from "./api.ts";
import { fields, textOrNull } from "./json-fields.ts";

export interface TimeCheck {
  available: boolean;
  /** Why not, as in lib/availability/types.ts; null when it is free. */
  reason: string | null;
  verified: boolean;
}

/** Asks, a moment after the last change, whether an artist can take a time; again every 15 s while one looks. */
export function useTimeCheck(
  question: {
    appointmentId: string;
    artistId: string;
    serviceId: string;
    startMs: number;
    endMs: number;
  } | null,
): { check: TimeCheck | null; checking: boolean; failed: boolean } {
  const path =
    question &&
    `/api/caldav/availability?${new URLSearchParams({
      artistId: question.artistId,
      serviceId: question.serviceId,
      startTime: new Date(question.startMs).toISOString(),
      endTime: new Date(question.endMs).toISOString(),
      exceptAppointmentId: question.appointmentId,
    })}`;
  const [asked, setAsked] = useState(path);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(path), 300);
    return () => clearTimeout(timer);
  }, [path]);
  const { data, error, isLoading } = useSWR<unknown>(asked, readApi, { refreshInterval: 15_000 });
  const settled = path === asked && !isLoading;
  const answer = fields(data);
  return {
    check:
      settled && typeof answer.available === "boolean"
        ? {
            available: answer.available,
            reason: textOrNull(answer.reason),
            verified: answer.verified === true,
          }
        : null,
    checking: path !== null && !settled,
    failed: settled && error !== undefined,
  };
}
