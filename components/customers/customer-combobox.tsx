"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { usePaused } from "#components/console/use-paused.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { type CustomerChoice, customerSearchPath, readCustomers } from "./read-customers.ts";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 200;

/** Finds one customer by typing (WAI-ARIA combobox with a list): arrows move, Enter chooses. */
export function CustomerCombobox({
  label,
  without,
  suggestions,
  onChoose,
}: {
  label: string;
  /** Whose id is not to be chosen. */
  without: string;
  /** Shown before anything is typed. */
  suggestions: CustomerChoice[];
  onChoose: (customer: CustomerChoice) => void;
}) {
  const t = useTranslations("customers.find");
  const problemWords = useProblemWords();
  const id = useId();
  const options = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const path = customerSearchPath(usePaused(typed, PAUSE_MS), 20);
  const { data, error, isLoading } = useSWR<unknown>(path, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    keepPreviousData: true,
  });
  const searching = customerSearchPath(typed) !== null;
  const found = (searching ? readCustomers(data) : suggestions).filter((one) => one.id !== without);
  const active = Math.min(at, found.length - 1);

  useEffect(() => {
    options.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    const chosen = found[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (found.length > 0) setAt((active + by + found.length) % found.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      // The form around it is sent by its own button.
      event.preventDefault();
      if (chosen) onChoose(chosen);
    }
  }

  const says = error
    ? problemWords(error)
    : !searching
      ? found.length > 0
        ? t("suggested")
        : t("hint")
      : isLoading
        ? t("looking")
        : t("count", { count: found.length });
  return (
    <div>
      <Label htmlFor={id}>{label}</Label>
      <div className="relative mt-1.5">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-faint"
        />
        <Input
          autoFocus
          id={id}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[active] ? `${id}-${found[active].id}` : undefined}
          aria-autocomplete="list"
          aria-describedby={`${id}-says`}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="pl-10"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${id}-says`} role="status" className="mt-1.5 text-sm text-ink-soft">
        {says}
      </p>
      <div
        ref={options}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-busy={isLoading}
        className="mt-2 max-h-72 overflow-y-auto empty:hidden"
      >
        {found.map((customer, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: in a combobox the field keeps the focus (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={customer.id}
            id={`${id}-${customer.id}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(customer)}
            className="min-h-11 cursor-pointer rounded-sm px-3 py-2 leading-snug aria-selected:bg-sunk"
          >
            <span className="block truncate font-medium">{customer.name}</span>
            <span className="block truncate text-sm text-ink-soft">
              {[customer.email, customer.phone].filter(Boolean).join(" · ") || t("noContact")}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
