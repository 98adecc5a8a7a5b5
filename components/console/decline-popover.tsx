"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

/**
 * One optional word to the customer before a request is declined. Ctrl or ⌘ with Enter sends it from the field.
 * `children` is the button that opens it.
 */
export function DeclinePopover({
  name,
  onDecline,
  onAlternatives,
  children,
}: {
  name: string;
  onDecline: (word: string) => void;
  /** Other times are to be offered instead. */
  onAlternatives?: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("console.decline");
  const common = useTranslations("common");
  const offers = useTranslations("inquiry.staff");
  const id = useId();
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    setOpen(false);
    onDecline(word);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent label={t("title", { name })}>
        <form onSubmit={submit} className="space-y-3">
          <Field id={`${id}-word`} label={t("word")} hint={t("wordHint")} optional={common("optional")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                className="min-h-20"
                maxLength={500}
                value={word}
                onChange={(event) => setWord(event.target.value)}
                onKeyDown={onKeyDown}
              />
            )}
          </Field>
          {onAlternatives && (
            <Button
              size="sm"
              variant="link"
              onClick={() => {
                setOpen(false);
                onAlternatives();
              }}
            >
              {offers("offerOther")}
            </Button>
          )}
          <div className="flex justify-end gap-2">
            <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
              {t("keep")}
            </Button>
            <Button type="submit" size="sm" variant="danger">
              {t("submit")}
            </Button>
          </div>
        </form>
      </PopoverContent>
    </Popover>
  );
}
