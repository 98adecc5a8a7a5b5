"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import type { ApiProblem } from "#components/console/api.ts";
import { ProblemAlert } from "#components/console/problem-alert.tsx";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

/** A note being written. Ctrl or ⌘ with Enter saves it, Escape leaves where there is something to go back to. */
export function NoteForm({
  label,
  hint,
  submit,
  text,
  busy,
  problem,
  autoFocus = false,
  notice,
  onChange,
  onSubmit,
  onLeave,
}: {
  label: string;
  hint?: string;
  submit: string;
  text: string;
  busy: boolean;
  problem: ApiProblem | null;
  autoFocus?: boolean;
  /** What has to be known before this is saved. */
  notice?: ReactNode;
  onChange: (text: string) => void;
  onSubmit: () => void;
  onLeave?: () => void;
}) {
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const empty = text.trim() === "";

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    } else if (event.key === "Escape" && onLeave) {
      event.preventDefault();
      onLeave();
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !empty) onSubmit();
      }}
      className="space-y-3"
    >
      {notice}
      <ProblemAlert problem={problem} shown={["text"]} />
      <Field
        id={id}
        label={<span className="sr-only">{label}</span>}
        error={fieldErrors(problem?.errors.text)}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus={autoFocus}
            rows={2}
            className="min-h-20"
            maxLength={10_000}
            placeholder={hint}
            value={text}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {(!empty || onLeave) && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" variant="primary" busy={busy} disabled={empty}>
            {submit}
          </Button>
          {onLeave && (
            <Button size="sm" variant="ghost" onClick={onLeave}>
              {common("cancel")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
