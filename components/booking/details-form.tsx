"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { AlternativesField } from "./alternatives-field.tsx";
import type { BookingFormState } from "./booking-form-context.ts";
import { DetailsFields, fieldIds } from "./details-fields.tsx";
import { Honeypot } from "./honeypot.tsx";
import { keepWords, restoreWords } from "./kept-words.ts";
import { RefusalAlert } from "./refusal-alert.tsx";
import { useHydrated } from "./use-browser-zone.ts";
import { useErrorWords } from "./use-error-words.ts";
import { useRequest } from "./use-request.ts";
import { artistArgs } from "./use-what-words.ts";

/** Who asks and for what. A plain form that posts by itself; with scripts it sends JSON and answers in place. */
export function DetailsForm({
  offer,
  view,
  timeZone,
  chosenZone,
  pictures,
  onTaken,
}: BookingFormState & {
  /** The field for reference pictures, where the service asks for them. */
  pictures: ReactNode;
}) {
  const t = useTranslations("public.book.form");
  const words = useErrorWords();
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const { busy, refusal, onSubmit } = useRequest(offer, view.startMs, timeZone, onTaken);
  const values = offer.draft?.values ?? {};
  const errors = refusal?.errors ?? {};
  const firstBad = Object.keys(fieldIds).find((name) => errors[name]) ?? null;

  useEffect(() => {
    if (form.current) restoreWords(form.current);
  }, []);

  return (
    <form
      ref={form}
      method="post"
      action="/api/appointments"
      encType={pictures ? "multipart/form-data" : undefined}
      noValidate={hydrated}
      onSubmit={onSubmit}
      onInput={(event) => keepWords(event.currentTarget)}
      className="space-y-5"
      aria-label={t("submit")}
    >
      {refusal && <RefusalAlert refusal={refusal} takesFocus={hydrated && firstBad === null} />}
      <Hidden
        fields={{
          page: offer.path,
          idempotencyKey: offer.idempotencyKey,
          artistId: offer.artist.id,
          serviceId: offer.service.id,
          startTime: view.startMs === null ? "" : new Date(view.startMs).toISOString(),
          timeZone,
          ...(chosenZone && { zone: chosenZone }),
          ...(offer.service.durationChoices.length > 1 && { durationMinutes: String(offer.durationMinutes) }),
        }}
      />
      <Honeypot />
      <DetailsFields
        artist={offer.artist}
        values={values}
        errors={errors}
        focus={offer.draft === null ? null : firstBad}
      />
      {pictures}
      <AlternativesField
        view={view}
        artist={offer.artist}
        initial={(values.alternatives ?? "")
          .split(/[\s,]+/)
          .filter((value) => !Number.isNaN(Date.parse(value)))}
        error={words(errors.alternatives)?.join(" ") ?? ""}
      />
      <div>
        <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
          {busy ? t("submitting") : t("submit")}
        </Button>
        <p className="mt-3 text-sm text-ink-soft">{t("afterwards", artistArgs(offer.artist))}</p>
      </div>
    </form>
  );
}

function Hidden({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
