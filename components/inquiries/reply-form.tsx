"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useConsoleStep } from "./use-console-step.ts";

/** Writes to the customer of an inquiry. */
export function ReplyForm({ id, name }: { id: string; name: string }) {
  const t = useTranslations("inquiry.staff");
  const fieldId = useId();
  const [text, setText] = useState("");
  const { busy, step } = useConsoleStep();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    const path = `/api/inquiries/${encodeURIComponent(id)}/messages`;
    if (await step("POST", path, { text }, t("sent", { name }))) setText("");
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 max-w-xl space-y-3">
      <Field id={fieldId} label={t("reply", { name })}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-20"
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" size="sm" busy={busy} disabled={text.trim() === ""}>
        {t("send")}
      </Button>
    </form>
  );
}
