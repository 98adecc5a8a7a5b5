"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** How much an artist takes on, and what happens to a request nobody can check. */
export function ArtistBookingForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { whenUnreachable } = artist;
  const dailyMaximum = artist.dailyMaximum === null ? "" : String(artist.dailyMaximum);
  const draft = useDraft({ dailyMaximum, whenUnreachable });
  const { busy, problem, call, forget } = useApiCall();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !draft.dirty) return;
    const saved = await call("PATCH", `/api/admin/artists/${encodeURIComponent(artist.id)}`, {
      dailyMaximum: draft.value.dailyMaximum === "" ? null : Number(draft.value.dailyMaximum),
      whenUnreachable: draft.value.whenUnreachable,
    });
    if (!saved.ok) return;
    toast({ text: common("saved") });
    router.refresh();
    draft.settle();
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-xl space-y-5">
      <ProblemAlert problem={problem} shown={["dailyMaximum", "whenUnreachable"]} />
      <Field
        id={`${id}-maximum`}
        label={t("dailyMaximum")}
        hint={
          draft.value.dailyMaximum === ""
            ? t("dailyMaximumNone")
            : t("dailyMaximumHint", { count: Number(draft.value.dailyMaximum) })
        }
        error={fieldErrors(problem?.errors.dailyMaximum)}
        optional={common("optional")}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={1}
            max={50}
            className="w-28"
            value={draft.value.dailyMaximum}
            onChange={(event) => draft.set({ dailyMaximum: event.target.value })}
          />
        )}
      </Field>
      <Field
        id={`${id}-unreachable`}
        label={t("whenUnreachable")}
        hint={t(`unreachableHint.${draft.value.whenUnreachable}`)}
        error={fieldErrors(problem?.errors.whenUnreachable)}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.value.whenUnreachable}
            onChange={(event) =>
              draft.set({ whenUnreachable: event.target.value === "refuse" ? "refuse" : "accept" })
            }
          >
            <option value="accept">{t("unreachable.accept")}</option>
            <option value="refuse">{t("unreachable.refuse")}</option>
          </Select>
        )}
      </Field>
      <SaveRow
        dirty={draft.dirty}
        busy={busy}
        label={t("booking")}
        onReset={() => {
          forget();
          draft.reset();
        }}
      />
    </form>
  );
}
