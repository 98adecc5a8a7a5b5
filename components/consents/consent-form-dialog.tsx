"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { ApiProblem } from "#components/console/api.ts";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ConsentFormView } from "#lib/consents/list-consent-forms.ts";
import { FormWords } from "./form-words.tsx";

interface Draft {
  title: string;
  body: string;
  minimumAge: string;
}

const EMPTY: Draft = { title: "", body: "", minimumAge: "18" };
const SHOWN = ["title", "body", "minimumAge"];

/** The sheet to write a form, or change one, with what customers will read beside it. `null` makes a new one. */
export function ConsentFormDialog({
  form,
  example,
  open,
  onOpenChange,
  trigger,
}: {
  form: ConsentFormView | null;
  /** A text to begin with, in the studio's language. */
  example: { title: string; body: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
}) {
  const t = useTranslations("consent.admin");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState<Draft>(() => draftOf(form));
  const { busy, problem, call, forget } = useApiCall();
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });

  async function save() {
    const body = {
      title: draft.title,
      body: draft.body,
      minimumAge: draft.minimumAge.trim() === "" ? null : Number(draft.minimumAge),
    };
    const saved = form
      ? await call("PATCH", `/api/admin/consent-forms/${encodeURIComponent(form.id)}`, body)
      : await call("POST", "/api/admin/consent-forms", body);
    if (!saved.ok) return;
    toast({ text: form ? common("saved") : t("made", { title: draft.title.trim() }) });
    router.refresh();
    if (!form) setDraft(EMPTY);
    onOpenChange(false);
  }

  return (
    <FormDialog
      trigger={trigger}
      title={form ? t("editNamed", { title: form.title }) : t("new")}
      open={open}
      onOpenChange={(next) => {
        if (next) setDraft(draftOf(form));
        forget();
        onOpenChange(next);
      }}
      problem={problem}
      shown={SHOWN}
      submit={common("save")}
      busy={busy}
      onSubmit={() => void save()}
      className="sm:max-w-2xl"
    >
      {!form && draft.body === "" && (
        <div className="rounded-md bg-sunk px-4 py-3">
          <Button onClick={() => set(example)}>{t("useExample")}</Button>
          <p className="mt-2 text-sm text-ink-soft">{t("exampleHint")}</p>
        </div>
      )}
      <Fields draft={draft} set={set} problem={problem} />
      {draft.body.trim() !== "" && (
        <details className="rounded-md border">
          <summary className="flex min-h-11 cursor-pointer items-center px-4 font-medium">
            {t("preview")}
          </summary>
          <div className="border-t px-4 py-5">
            <p className="mb-4 text-sm text-ink-soft">{t("previewHint")}</p>
            <p className="mb-4 font-display text-2xl font-semibold break-words">{draft.title}</p>
            <FormWords body={draft.body} />
          </div>
        </details>
      )}
    </FormDialog>
  );
}

function Fields({
  draft,
  set,
  problem,
}: {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  problem: ApiProblem | null;
}) {
  const t = useTranslations("consent.admin");
  const common = useTranslations("common");
  const words = useFieldErrors();
  const id = useId();
  const errors = problem?.errors ?? {};
  return (
    <>
      <InputField
        id={`${id}-title`}
        label={t("formTitle")}
        required
        maxLength={120}
        error={words(errors.title)}
        value={draft.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Field id={`${id}-body`} label={t("body")} hint={t("bodyHint")} required error={words(errors.body)}>
        {(control) => (
          <Textarea
            {...control}
            rows={12}
            maxLength={20_000}
            value={draft.body}
            onChange={(event) => set({ body: event.target.value })}
          />
        )}
      </Field>
      <InputField
        id={`${id}-age`}
        label={t("minimumAge")}
        hint={t("minimumAgeHint")}
        optional={common("optional")}
        error={words(errors.minimumAge)}
        inputMode="numeric"
        pattern="[0-9]{0,2}"
        maxLength={2}
        inputClassName="max-w-24"
        value={draft.minimumAge}
        onChange={(event) => set({ minimumAge: event.target.value })}
      />
    </>
  );
}

function draftOf(form: ConsentFormView | null): Draft {
  if (!form) return EMPTY;
  return { title: form.title, body: form.body, minimumAge: form.minimumAge?.toString() ?? "" };
}
