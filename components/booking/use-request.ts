"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { afterRequest } from "#lib/links/after-request.ts";
import type { BookingOffer } from "./booking-offer.ts";
import { fieldIds } from "./details-fields.tsx";
import { aboutTheTime, draftRefusal } from "./draft-refusal.ts";
import { forgetWords } from "./kept-words.ts";
import { nativeErrors } from "./native-errors.ts";
import { newKey } from "./new-key.ts";
import { type Refusal, type RequestBody, submitRequest } from "./submit-request.ts";
import { usePageShown } from "./use-page-shown.ts";

/** Sends the details form as JSON and answers in place. `onTaken`: the time turned out to be gone. */
export function useRequest(
  offer: BookingOffer,
  startMs: number | null,
  timeZone: string,
  onTaken: () => void,
): { busy: boolean; refusal: Refusal | null; onSubmit: (event: FormEvent<HTMLFormElement>) => void } {
  const attempt = useRef({ body: "", key: "" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(draftRefusal(offer.draft, startMs, offer.nowMs));

  // What was wrong with one time says nothing about the next.
  const refusedStart = useRef(startMs);
  useEffect(() => {
    if (refusedStart.current === startMs) return;
    refusedStart.current = startMs;
    setRefusal((current) => (current && aboutTheTime.includes(current.code) ? null : current));
  }, [startMs]);

  // Who comes back finds a form that can be sent.
  usePageShown(() => setBusy(false));

  async function send(form: HTMLFormElement, start: number) {
    const body = requestBody(offer, new FormData(form), start, timeZone);
    // The same words sent twice are the same request; changed words are a new one.
    const fingerprint = JSON.stringify(body);
    if (attempt.current.body !== fingerprint) attempt.current = { body: fingerprint, key: newKey() };
    setBusy(true);
    const outcome = await submitRequest(body, attempt.current.key);
    if (outcome.accepted) {
      forgetWords();
      window.location.assign(afterRequest(offer.path, outcome.managePath));
      return;
    }
    setBusy(false);
    if (aboutTheTime.includes(outcome.refusal.code)) onTaken();
    refuse(form, outcome.refusal);
  }

  function refuse(form: HTMLFormElement, next: Refusal) {
    setRefusal(next);
    const bad = Object.keys(fieldIds).find((name) => next.errors[name]);
    // After React has tied the message to the field, so that it is read out with it.
    requestAnimationFrame(() =>
      bad ? form.querySelector<HTMLElement>(`#${fieldIds[bad]}`)?.focus() : undefined,
    );
  }

  return {
    busy,
    refusal,
    onSubmit(event) {
      event.preventDefault();
      if (busy || startMs === null) return;
      const errors = nativeErrors(event.currentTarget);
      if (Object.keys(errors).length > 0)
        refuse(event.currentTarget, { code: "invalid_input", errors, retryAfterMinutes: 1 });
      else void send(event.currentTarget, startMs);
    },
  };
}

function requestBody(offer: BookingOffer, data: FormData, startMs: number, timeZone: string): RequestBody {
  const text = (name: string) => String(data.get(name) ?? "");
  const list = (name: string) =>
    data.getAll(name).filter((value) => typeof value === "string" && value !== "");
  const pictures = list("pictures").map(String);
  return {
    artistId: offer.artist.id,
    serviceId: offer.service.id,
    startTime: new Date(startMs).toISOString(),
    ...(offer.service.durationChoices.length > 1 && { durationMinutes: offer.durationMinutes }),
    clientName: text("clientName"),
    clientEmail: text("clientEmail"),
    clientPhone: text("clientPhone"),
    description: text("description"),
    timeZone,
    alternatives: list("alternatives").map(String),
    ...(pictures.length > 0 && { pictures }),
    ...(text("website") && { website: text("website") }),
  };
}
