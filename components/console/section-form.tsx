"use client";

import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import type { SectionFormState } from "./use-section-form.ts";

/** The frame of a form inside a FormSection: what was refused above, its fields, save and discard below. */
export function SectionForm<Value extends object>({
  form,
  label,
  shown,
  blocked = false,
  className = "max-w-xl",
  children,
}: {
  form: SectionFormState<Value>;
  /** What is saved, for those who hear the buttons without the heading. */
  label: string;
  /** The fields that show their own messages. */
  shown?: readonly string[];
  /** Something in the form has to be put right first. */
  blocked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.busy && form.dirty && !blocked) void form.save();
      }}
      className={cn("space-y-5", className)}
    >
      <ProblemAlert problem={form.problem} shown={shown} />
      {children}
      <SaveRow dirty={form.dirty} busy={form.busy} blocked={blocked} label={label} onReset={form.reset} />
    </form>
  );
}
