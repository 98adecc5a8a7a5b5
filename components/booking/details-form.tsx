"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { AlternativesField } from "./alternatives-field.tsx";
import type { BookingOffer, FormDraft } from "./booking-offer.ts";
import type { BookingView } from "./booking-view.ts";
import { forgetWords, keepWords, restoreWords } from "./kept-words.ts";
import { RefusalAlert } from "./refusal-alert.tsx";
import { type Refusal, submitRequest } from "./submit-request.ts";
import { useHydrated } from "./use-browser-zone.ts";
import { useErrorWords } from "./use-error-words.ts";

const aboutTheTime = ["slot_taken", "slot_unavailable", "calendar_unreachable"];
const visibleFields = ["clientName", "clientEmail", "clientPhone", "description", "alternatives"];

/** Who asks and for what. A plain form that posts by itself; with scripts it sends JSON and answers in place. */
export function DetailsForm({
  offer,
  view,
  timeZone,
  onTaken,
}: {
  offer: BookingOffer;
  view: BookingView;
  timeZone: string;
  /** Called when the time turned out to be taken: the slots want refreshing. */
  onTaken: () => void;
}) {
  const t = useTranslations("public.book.form");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const words = useErrorWords();
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef({ body: "", key: "" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(draftRefusal(offer.draft, view.startMs));
  const values = offer.draft?.values ?? {};
  const errors = refusal?.errors ?? {};
  const firstBad = visibleFields.find((name) => errors[name]);
  const artist = offer.artist.name;

  useEffect(() => {
    if (form.current) restoreWords(form.current);
  }, []);

  // What was wrong with one time says nothing about the next.
  const refusedStart = useRef(view.startMs);
  useEffect(() => {
    if (refusedStart.current === view.startMs) return;
    refusedStart.current = view.startMs;
    setRefusal((current) => (current && aboutTheTime.includes(current.code) ? null : current));
  }, [view.startMs]);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || view.startMs === null) return;
    const element = event.currentTarget;
    const invalid = nativeErrors(element);
    if (Object.keys(invalid).length > 0)
      return refuse(element, { code: "invalid_input", errors: invalid, retryAfterMinutes: 1 });
    const data = new FormData(element);
    const text = (name: string) => String(data.get(name) ?? "");
    const body = {
      artistId: offer.artist.id,
      serviceId: offer.service.id,
      startTime: new Date(view.startMs).toISOString(),
      clientName: text("clientName"),
      clientEmail: text("clientEmail"),
      clientPhone: text("clientPhone"),
      description: text("description"),
      timeZone,
      alternatives: data.getAll("alternatives").map(String).filter(Boolean),
    };
    // The same words sent twice are the same request; changed words are a new one.
    const fingerprint = JSON.stringify(body);
    if (attempt.current.body !== fingerprint) attempt.current = { body: fingerprint, key: newKey() };
    setBusy(true);
    const outcome = await submitRequest(body, attempt.current.key);
    if (outcome.accepted) {
      forgetWords();
      window.location.assign(`${outcome.managePath}?new=1`);
      return;
    }
    setBusy(false);
    if (aboutTheTime.includes(outcome.refusal.code)) onTaken();
    refuse(element, outcome.refusal);
  }

  function refuse(element: HTMLFormElement, next: Refusal) {
    setRefusal(next);
    const bad = visibleFields.find((name) => next.errors[name]);
    const control = bad ? element.querySelector<HTMLElement>(`[name="${bad}"]`) : null;
    // After React has tied the message to the field, so that it is read out with it.
    requestAnimationFrame(() => control?.focus());
  }

  const autoFocus = (name: string) => offer.draft !== null && firstBad === name;
  return (
    <form
      ref={form}
      method="post"
      action="/api/appointments"
      noValidate={hydrated}
      onSubmit={onSubmit}
      onInput={(event) => keepWords(event.currentTarget)}
      className="space-y-5"
      aria-label={t("submit")}
    >
      {refusal && <RefusalAlert refusal={refusal} takesFocus={hydrated && !firstBad} />}
      <input type="hidden" name="artistId" value={offer.artist.id} />
      <input type="hidden" name="serviceId" value={offer.service.id} />
      <input
        type="hidden"
        name="startTime"
        value={view.startMs === null ? "" : new Date(view.startMs).toISOString()}
      />
      <input type="hidden" name="timeZone" value={timeZone} />
      <InputField
        id="client-name"
        label={t("name")}
        required
        error={words(errors.clientName)}
        name="clientName"
        autoComplete="name"
        maxLength={120}
        defaultValue={values.clientName}
        autoFocus={autoFocus("clientName")}
      />
      <InputField
        id="client-email"
        label={t("email")}
        hint={t("emailHint")}
        required
        error={words(errors.clientEmail)}
        type="email"
        name="clientEmail"
        autoComplete="email"
        maxLength={254}
        defaultValue={values.clientEmail}
        autoFocus={autoFocus("clientEmail")}
      />
      <InputField
        id="client-phone"
        label={t("phone")}
        optional={tCommon("optional")}
        error={words(errors.clientPhone)}
        type="tel"
        name="clientPhone"
        autoComplete="tel"
        maxLength={40}
        defaultValue={values.clientPhone}
        autoFocus={autoFocus("clientPhone")}
      />
      <Field
        id="description"
        label={t("description")}
        hint={t("descriptionHint", { artist })}
        optional={tCommon("optional")}
        error={words(errors.description)}
      >
        {(control) => (
          <Textarea
            {...control}
            name="description"
            maxLength={4000}
            lang={locale}
            defaultValue={values.description}
            autoFocus={autoFocus("description")}
          />
        )}
      </Field>
      <AlternativesField
        view={view}
        artist={artist}
        initial={(values.alternatives ?? "")
          .split(/[\s,]+/)
          .filter((value) => !Number.isNaN(Date.parse(value)))}
        error={words(errors.alternatives)?.join(" ") ?? ""}
      />
      <div>
        <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
          {busy ? t("submitting") : t("submit")}
        </Button>
        <p className="mt-3 text-sm text-ink-soft">{t("afterwards", { artist })}</p>
      </div>
    </form>
  );
}

/** Why the form came back; what was wrong with a time is left out once another is chosen. */
function draftRefusal(draft: FormDraft | null, startMs: number | null): Refusal | null {
  if (!draft) return null;
  const otherTime = Date.parse(draft.values.startTime ?? "") !== startMs;
  if (aboutTheTime.includes(draft.code) && otherTime) return null;
  return { code: draft.code, errors: draft.errors, retryAfterMinutes: 1 };
}

/** `crypto.randomUUID` exists on secure origins only; a studio may run on a plain one in its own network. */
function newKey(): string {
  return (
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    )
  );
}

/** What the browser itself finds wrong, as our message keys. */
function nativeErrors(form: HTMLFormElement): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const control of form.elements) {
    if (
      !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) ||
      control.validity.valid
    )
      continue;
    const { valueMissing, typeMismatch, tooLong } = control.validity;
    errors[control.name] = [
      valueMissing ? "required" : typeMismatch ? "email" : tooLong ? "too_long" : "invalid",
    ];
  }
  return errors;
}
