"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert.tsx";
import type { Refusal } from "./submit-request.ts";

const known = [
  "invalid_input",
  "slot_taken",
  "slot_unavailable",
  "rate_limited",
  "calendar_unreachable",
  "too_large",
  "not_found",
  "network",
] as const;

/** Why a request did not go through and what to do. Takes the focus when no field is to blame. */
export function RefusalAlert({ refusal, takesFocus }: { refusal: Refusal; takesFocus: boolean }) {
  const t = useTranslations("public.book.refused");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && refusal) box.current?.focus();
  }, [takesFocus, refusal]);
  const code = known.find((name) => name === refusal.code) ?? "other";
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      tone={code === "invalid_input" ? "warn" : "bad"}
      title={t(code)}
    >
      <p>{t(`${code}Text`, { minutes: refusal.retryAfterMinutes })}</p>
    </Alert>
  );
}
