"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { customerFilterHref } from "#components/customers/customer-filter.ts";
import { appointmentFilterHref } from "./appointment-filter.ts";
import { filterCommands } from "./palette-filter.ts";
import type { PaletteCommand } from "./use-palette-commands.ts";
import { usePaletteCustomers } from "./use-palette-customers.ts";

/** So many at a time: more is for typing on. */
const MOST = 50;

/** The field and what it finds (WAI-ARIA combobox with a list): arrows move, Enter chooses. */
export function PaletteList({
  commands,
  loading,
  onChoose,
}: {
  commands: PaletteCommand[];
  loading: boolean;
  onChoose: (command: PaletteCommand) => void;
}) {
  const t = useTranslations("console.palette");
  const id = useId();
  const options = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const wanted = query.trim();
  const customers = usePaletteCustomers(wanted);
  const found = filterCommands(commands, wanted).slice(0, MOST);
  const busy = loading || customers.loading;
  const shown: PaletteCommand[] =
    wanted === ""
      ? found
      : [
          ...found,
          ...customers.commands,
          {
            id: "search",
            group: "actions",
            label: t("search", { query: wanted }),
            href: appointmentFilterHref({ q: wanted, status: "all" }),
          },
          {
            id: "search-customers",
            group: "actions",
            label: t("searchCustomers", { query: wanted }),
            href: customerFilterHref({ q: wanted }),
          },
        ];
  const active = Math.min(at, shown.length - 1);

  useEffect(() => {
    options.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    const last = shown.length - 1;
    const to: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    };
    const next = to[event.key];
    const command = shown[active];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter" && command && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onChoose(command);
    }
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b pr-16 pl-4">
        <Search aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the sheet was opened to type into it
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[active] ? `${id}-${shown[active].id}` : undefined}
          aria-autocomplete="list"
          aria-label={t("field")}
          placeholder={t("field")}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-17 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-ink-faint"
        />
      </div>
      <div
        ref={options}
        id={`${id}-list`}
        role="listbox"
        aria-label={t("title")}
        aria-busy={busy}
        className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2"
      >
        {shown.map((command, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: in a combobox the field keeps the focus (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(command)}
            className="flex min-h-11 cursor-pointer items-center justify-between gap-4 rounded-sm px-3 py-2 aria-selected:bg-sunk"
          >
            <span className="min-w-0">
              <span className="block truncate">{command.label}</span>
              {command.detail && (
                <span className="block truncate text-sm text-ink-soft">{command.detail}</span>
              )}
            </span>
            <span className="shrink-0 text-xs text-ink-soft">{t(`group.${command.group}`)}</span>
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {busy ? t("loading") : t("count", { count: shown.length })}
      </p>
    </>
  );
}
