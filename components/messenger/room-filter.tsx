"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { useSlashKey } from "#components/console/use-slash-key.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";

/** Narrows the rooms as one types. `/` leads here, the arrow down into the list, Enter to its first. */
export function RoomFilter({
  value,
  onChange,
  onDown,
  onChoose,
}: {
  value: string;
  onChange: (value: string) => void;
  onDown: () => void;
  onChoose: () => void;
}) {
  const t = useTranslations("messenger.list");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useSlashKey(field);
  return (
    <search className="relative mx-4 mb-3 block">
      <Label htmlFor={id} className="sr-only">
        {t("search")}
      </Label>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-faint"
      />
      <Input
        ref={field}
        id={id}
        type="search"
        autoComplete="off"
        aria-keyshortcuts="/"
        maxLength={100}
        placeholder={t("search")}
        className="h-10 px-10 [&::-webkit-search-cancel-button]:hidden"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.preventDefault();
            onChange("");
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            onDown();
          } else if (event.key === "Enter" && !event.nativeEvent.isComposing) onChoose();
        }}
      />
      {value !== "" && (
        <Button
          variant="ghost"
          size="icon-sm"
          label={t("clear")}
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            onChange("");
            field.current?.focus();
          }}
        >
          <X aria-hidden />
        </Button>
      )}
    </search>
  );
}
