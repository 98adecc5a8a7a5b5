"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { PLACEHOLDERS, type TemplateIssue } from "#lib/follow-ups/template.ts";
import { useIssueWords } from "./use-issue-words.ts";

/** The words with their placeholders; a press on one puts it where the caret is. */
export function TemplateField({
  id,
  connector,
  template,
  issues,
  onChange,
}: {
  id: string;
  connector: FollowUpView["connector"];
  template: string;
  issues: TemplateIssue[];
  onChange: (template: string) => void;
}) {
  const t = useTranslations("follow-ups");
  const issueWords = useIssueWords();
  const area = useRef<HTMLTextAreaElement>(null);

  function insert(text: string) {
    const element = area.current;
    const from = element?.selectionStart ?? template.length;
    const to = element?.selectionEnd ?? from;
    onChange(template.slice(0, from) + text + template.slice(to));
    // Once the new text is there, so that one can go on writing behind it.
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(from + text.length, from + text.length);
    });
  }

  return (
    <div>
      <Field
        id={id}
        label={t("editor.template")}
        hint={t(`editor.templateHint.${connector}`)}
        error={issues.slice(0, 3).map(issueWords)}
        required
      >
        {(control) => (
          <Textarea
            {...control}
            ref={area}
            rows={6}
            spellCheck
            value={template}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="mt-2">
        <legend className="sr-only">{t("editor.insert")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {PLACEHOLDERS.map((name) => (
            <button
              key={name}
              type="button"
              title={t(`placeholder.${name}`)}
              aria-label={t("editor.insertNamed", { name, meaning: t(`placeholder.${name}`) })}
              onClick={() => insert(`{${name}}`)}
              className="inline-flex h-8 items-center rounded-sm bg-sunk px-2 font-mono text-sm text-ink transition-colors hover:bg-accent-ground"
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
