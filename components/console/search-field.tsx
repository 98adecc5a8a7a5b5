"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { useGo } from "./navigation-progress.tsx";
import { useSlashKey } from "./use-slash-key.ts";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 300;

/** Searches a list as one types; what is searched for stands in the address. `/` leads here. */
export function SearchField({
  q,
  hrefOf,
  action,
  label,
  hint,
  maxLength,
  children,
}: {
  /** What the page shows now. */
  q: string;
  /** The address of the list for what is searched. */
  hrefOf: (q: string) => string;
  /** The list's path, for browsers whose script has not come yet. */
  action: string;
  label: string;
  /** Which words are searched. */
  hint: string;
  maxLength: number;
  /** Hidden fields that go along without a script. */
  children?: ReactNode;
}) {
  const t = useTranslations("console.filters");
  const go = useGo();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const sought = useRef(q);
  useSlashKey(field);

  // The address changed by itself (back, a link): the field follows, but never what is being typed.
  useEffect(() => {
    if (q === sought.current) return;
    sought.current = q;
    setTyped(q);
  }, [q]);

  function search(next: string) {
    if (next === sought.current) return;
    sought.current = next;
    go(hrefOf(next), { replace: true });
  }
  const latest = useRef(search);
  latest.current = search;

  useEffect(() => {
    const timer = setTimeout(() => latest.current(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <search>
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          search(typed.trim());
        }}
        className="relative max-w-md"
      >
        <Label htmlFor={id} className="sr-only">
          {label}
        </Label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-faint"
        />
        {children}
        <Input
          ref={field}
          id={id}
          type="search"
          name="q"
          autoComplete="off"
          aria-keyshortcuts="/"
          maxLength={maxLength}
          placeholder={hint}
          className="px-10 [&::-webkit-search-cancel-button]:hidden"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && typed !== "") {
              event.preventDefault();
              setTyped("");
            }
          }}
        />
        {typed !== "" && (
          <Button
            variant="ghost"
            size="icon-sm"
            label={t("clear")}
            className="absolute top-1 right-1"
            onClick={() => {
              setTyped("");
              field.current?.focus();
            }}
          >
            <X aria-hidden />
          </Button>
        )}
      </form>
    </search>
  );
}
