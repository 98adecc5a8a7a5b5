"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { fieldIds } from "./details-fields.tsx";
import type { Refusal } from "./submit-request.ts";

const known = [
  "invalid_input",
  "slot_taken",
  "slot_unavailable",
  "booking_refused",
  "rate_limited",
  "calendar_unreachable",
  "idempotency_mismatch",
  "too_large",
  "not_found",
  "network",
] as const;

const labels: Record<string, string> = {
  clientName: "name",
  clientEmail: "email",
  clientPhone: "phone",
  description: "description",
  pictures: "pictures",
  alternatives: "alternatives",
};

/** Why a request did not go through and what to do, with a way to each field to blame. Takes the focus when there is none. */
export function RefusalAlert({ refusal, takesFocus }: { refusal: Refusal; takesFocus: boolean }) {
  const t = useTranslations("public.book.refused");
  const tForm = useTranslations("public.book.form");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && refusal) box.current?.focus();
  }, [takesFocus, refusal]);
  const code = known.find((name) => name === refusal.code) ?? "other";
  const bad = Object.entries(fieldIds).filter(([name]) => refusal.errors[name]);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      tone={code === "invalid_input" ? "warn" : "bad"}
      title={t(code)}
    >
      <p>{t(`${code}Text`, { minutes: refusal.retryAfterMinutes })}</p>
      {bad.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4">
          {bad.map(([name, id]) => (
            <li key={name}>
              <a href={`#${id}`} className="inline-flex min-h-11 items-center underline underline-offset-4">
                {tForm(labels[name] ?? "name")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
