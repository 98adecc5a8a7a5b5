"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { cn } from "#lib/core/cn.ts";

/** Finds one thing by typing (WAI-ARIA combobox with a list): arrows move, Enter chooses. */
export function Combobox<Option>({
  label,
  aside,
  typed,
  onType,
  options,
  idOf,
  says,
  busy,
  autoFocus = false,
  optionClassName,
  children,
  onChoose,
}: {
  label: string;
  /** A word beside the label, such as "optional". */
  aside?: string | undefined;
  typed: string;
  onType: (typed: string) => void;
  options: readonly Option[];
  idOf: (option: Option) => string;
  /** What was found, or why nothing was. */
  says: string;
  busy: boolean;
  autoFocus?: boolean;
  optionClassName?: string;
  /** How one of them looks. */
  children: (option: Option) => ReactNode;
  onChoose: (option: Option) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const active = Math.min(at, options.length - 1);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function choose(option: Option) {
    setAt(0);
    onChoose(option);
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = options[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (options.length > 0) setAt((active + by + options.length) % options.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      // The form around it is sent by its own button.
      event.preventDefault();
      if (chosen) choose(chosen);
    }
  }

  return (
    <div>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {aside && <span className="text-sm text-ink-faint">{aside}</span>}
      </div>
      <div className="relative mt-1.5">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-faint"
        />
        <Input
          autoFocus={autoFocus}
          id={id}
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={options[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={`${id}-says`}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="pl-10"
          value={typed}
          onChange={(event) => {
            onType(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${id}-says`} role="status" className="mt-1.5 text-sm text-ink-soft">
        {says}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-busy={busy}
        className="mt-2 max-h-72 overflow-y-auto empty:hidden"
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: in a combobox the field keeps the focus (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={idOf(option)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(option)}
            className={cn(
              "min-h-11 cursor-pointer rounded-sm leading-snug aria-selected:bg-sunk",
              optionClassName,
            )}
          >
            {children(option)}
          </div>
        ))}
      </div>
    </div>
  );
}
