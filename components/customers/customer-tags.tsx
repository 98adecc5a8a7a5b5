"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "#lib/core/cn.ts";
import { RemovableTag } from "./removable-tag.tsx";
import { TagMarks } from "./tag-marks.tsx";
import { type LiveCustomer, useTagChange } from "./use-tag-change.ts";
import { useTagSuggestions } from "./use-tag-suggestions.ts";
import { withTag } from "./with-tag.ts";

/** The tags on a customer's page, changed on the spot. */
export function CustomerTags({ customer, editable }: { customer: LiveCustomer; editable: boolean }) {
  const t = useTranslations("customers.tags");
  const { tags, busy, change } = useTagChange(customer);
  const [typed, setTyped] = useState<string | null>(null);
  const suggestions = useTagSuggestions(tags, typed !== null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // Typed and left while the one before was being saved.
  const [next, setNext] = useState("");

  useEffect(() => {
    if (busy || next === "") return;
    setNext("");
    const wanted = withTag(tags, next);
    if (wanted.length > tags.length) void change(wanted).then((saved) => saved || setTyped(next));
  }, [busy, next, tags, change]);

  if (!editable) return <TagMarks tags={tags} label={t("label")} />;

  async function add() {
    const next = withTag(tags, typed ?? "");
    if (busy) return;
    setTyped("");
    if (next.length > tags.length && !(await change(next))) setTyped(typed);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && typed?.trim()) {
      event.preventDefault();
      void add();
    } else if (event.key === "Escape") {
      event.preventDefault();
      setTyped(null);
      // The field leaves; the button that brought it is there again in the next frame.
      requestAnimationFrame(() => button.current?.focus());
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {tags.length > 0 && (
        <ul aria-label={t("label")} className="contents">
          {tags.map((tag) => (
            <li key={tag} className="max-w-full">
              <RemovableTag
                tag={tag}
                busy={busy}
                onRemove={() => {
                  button.current?.focus();
                  void change(
                    tags.filter((one) => one !== tag),
                    tag,
                  );
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {typed === null ? (
        <button
          ref={button}
          type="button"
          onClick={() => setTyped("")}
          className="inline-flex h-8 items-center gap-1 rounded-sm border border-dashed border-line-strong px-2.5 text-sm font-medium text-ink-soft transition-colors hover:bg-sunk hover:text-ink"
        >
          <Plus aria-hidden className="size-3.5" />
          {t("add")}
        </button>
      ) : (
        <>
          <input
            // biome-ignore lint/a11y/noAutofocus: the button was pressed to type here
            autoFocus
            type="text"
            aria-label={t("new")}
            placeholder={t("new")}
            list={`${id}-known`}
            autoComplete="off"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              if (typed.trim() && busy) setNext(typed);
              else if (typed.trim()) void add();
              setTyped(null);
            }}
            className={cn(
              "h-8 w-40 rounded-sm border border-line-strong bg-raised px-2.5 text-sm max-sm:text-base",
              busy && "opacity-55",
            )}
          />
          <datalist id={`${id}-known`}>
            {suggestions.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}
