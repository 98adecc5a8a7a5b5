"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { type AppointmentFilter, appointmentFilterHref, LONGEST_SEARCH } from "./appointment-filter.ts";
import { useGo } from "./navigation-progress.tsx";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 300;

/** Searches the appointments as one types; what is searched for stands in the address. */
export function AppointmentSearch({ filter }: { filter: AppointmentFilter }) {
  const t = useTranslations("console.filters");
  const go = useGo();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filter.q);
  const sought = useRef(filter.q);
  const href = (q: string) => appointmentFilterHref({ ...filter, page: 1, q });

  // The address changed by itself (back, a link): the field follows, but never what is being typed.
  useEffect(() => {
    if (filter.q === sought.current) return;
    sought.current = filter.q;
    setTyped(filter.q);
  }, [filter.q]);

  function search(q: string) {
    if (q === sought.current) return;
    sought.current = q;
    go(href(q), { replace: true });
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
        action="/admin/appointments"
        onSubmit={(event) => {
          event.preventDefault();
          search(typed.trim());
        }}
        className="relative max-w-md"
      >
        <Label htmlFor={id} className="sr-only">
          {t("search")}
        </Label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-faint"
        />
        {filter.status !== "upcoming" && <input type="hidden" name="status" value={filter.status} />}
        <Input
          ref={field}
          id={id}
          type="search"
          name="q"
          autoComplete="off"
          maxLength={LONGEST_SEARCH}
          placeholder={t("searchHint")}
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
            aria-label={t("clear")}
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
