"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { RemovableTag } from "./removable-tag.tsx";
import { useTagSuggestions } from "./use-tag-suggestions.ts";
import { withTag } from "./with-tag.ts";

/** Tags being chosen in a form: Enter or a comma adds what is typed, Backspace in the empty field takes the last away. */
export function TagField({
  tags,
  error,
  onChange,
}: {
  tags: string[];
  error: string[];
  onChange: (tags: string[]) => void;
}) {
  const t = useTranslations("customers.tags");
  const common = useTranslations("common");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const suggestions = useTagSuggestions(tags);

  function add(text: string) {
    onChange(withTag(tags, text));
    setTyped("");
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && typed.trim() !== "") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") {
      onChange(tags.slice(0, -1));
    }
  }

  return (
    <Field id={id} label={t("label")} hint={t("hint")} error={error} optional={common("optional")}>
      {(control) => (
        <div className="flex min-h-11 flex-wrap items-center gap-1 rounded-md border border-line-strong bg-raised p-1 transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ring hover:border-ink-faint">
          {tags.map((tag) => (
            <RemovableTag
              key={tag}
              tag={tag}
              onRemove={() => {
                onChange(tags.filter((one) => one !== tag));
                input.current?.focus();
              }}
            />
          ))}
          <input
            {...control}
            ref={input}
            type="text"
            list={`${id}-known`}
            autoComplete="off"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => typed.trim() !== "" && add(typed)}
            className="h-8 min-w-24 flex-1 bg-transparent px-2 text-base outline-none"
          />
          <datalist id={`${id}-known`}>
            {suggestions.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
