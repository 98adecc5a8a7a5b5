"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ServiceView } from "#lib/services/service-view.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { ServiceBefore } from "./service-before.tsx";
import {
  type ServiceChoices,
  type ServiceDraft,
  serviceBody,
  serviceDraft,
  unreadable,
} from "./service-draft.ts";
import { ServiceLimits } from "./service-limits.tsx";
import { ServiceMode } from "./service-mode.tsx";
import { ServiceNumbers } from "./service-numbers.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";

const SHOWN = [
  "name",
  "description",
  "priceNote",
  "durationMinutes",
  "bufferBeforeMinutes",
  "bufferAfterMinutes",
  "minimumNoticeMinutes",
  "horizonDays",
  "slotStepMinutes",
  "bookingMode",
  "durationChoices",
  "sessions",
  "sessionGapDays",
  "dailyMaximum",
  "weeklyMaximum",
  "depositAmount",
  "consentFormId",
];

/** Everything about a service; `null` makes a new one. */
export function ServiceForm({
  service,
  choices,
  onClose,
}: {
  service: ServiceView | null;
  choices: ServiceChoices;
  onClose: () => void;
}) {
  const t = useTranslations("console.services");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { artists, currency } = choices;
  const [draft, setDraft] = useState(() => serviceDraft(service, choices));
  const unread = unreadable(draft, currency);
  const { busy, problem, call } = useApiCall();
  const errors = problem?.errors ?? {};
  const set = (change: Partial<ServiceDraft>) => setDraft({ ...draft, ...change });
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (unread.choices || unread.deposit) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    const body = serviceBody(draft, currency);
    const saved = service
      ? await call("PATCH", `/api/admin/services/${encodeURIComponent(service.id)}`, body)
      : await call("POST", "/api/admin/services", body);
    if (!saved.ok) return;
    toast({ text: service ? common("saved") : t("made", { service: draft.name.trim() }) });
    router.refresh();
    onClose();
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} className="space-y-5">
      <ProblemAlert problem={problem} shown={SHOWN} />
      <div className="grid gap-5 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <InputField
          id={`${id}-name`}
          label={t("name")}
          error={fieldErrors(errors.name)}
          required
          autoFocus={service === null}
          autoComplete="off"
          maxLength={120}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <InputField
          id={`${id}-price`}
          label={t("price")}
          hint={t("priceHint")}
          error={fieldErrors(errors.priceNote)}
          optional={common("optional")}
          autoComplete="off"
          maxLength={120}
          value={draft.priceNote}
          onChange={(event) => set({ priceNote: event.target.value })}
        />
      </div>
      <Field
        id={`${id}-description`}
        label={t("description")}
        hint={t("descriptionHint")}
        error={fieldErrors(errors.description)}
        optional={common("optional")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-20"
            maxLength={2000}
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
      <ServiceNumbers draft={draft} errors={errors} onChange={set} />
      <ServiceMode draft={draft} errors={errors} onChange={set} />
      <ServiceLimits draft={draft} errors={errors} onChange={set} />
      <ServiceBefore draft={draft} choices={choices} errors={errors} onChange={set} />
      {artists.length > 0 && (
        <fieldset>
          <legend className="text-sm font-medium">{t("artists")}</legend>
          <div className="grid grid-cols-2 sm:grid-cols-3">
            {artists.map((artist) => (
              <Checkbox
                key={artist.id}
                label={artist.name}
                checked={draft.artistIds.includes(artist.id)}
                onChange={(event) =>
                  set({
                    artistIds: event.target.checked
                      ? [...draft.artistIds, artist.id]
                      : draft.artistIds.filter((one) => one !== artist.id),
                  })
                }
              />
            ))}
          </div>
          {draft.artistIds.length === 0 && <p className="text-sm text-warn">{t("nobodyHint")}</p>}
        </fieldset>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">{common("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy} disabled={draft.name.trim() === ""}>
          {service ? common("save") : t("make")}
        </Button>
      </DialogFooter>
    </form>
  );
}
