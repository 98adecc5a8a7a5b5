"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useOpenPalette } from "./command-palette.tsx";

const never = () => () => undefined;

/** Opens the command palette; as a field-like button beside the page, as an icon on a phone. */
export function PaletteButton({ icon = false }: { icon?: boolean }) {
  const t = useTranslations("console.palette");
  const open = useOpenPalette();
  const isMac = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  if (icon) {
    return (
      <button
        type="button"
        aria-label={t("open")}
        onClick={open}
        className="grid size-11 place-items-center rounded-md hover:bg-sunk"
      >
        <Search aria-hidden className="size-5" />
      </button>
    );
  }
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={open}
      className="flex h-10 w-full items-center gap-2.5 rounded-md border border-line-strong bg-raised px-3 text-sm text-ink-soft transition-colors hover:bg-sunk hover:text-ink"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 truncate text-left">{t("open")}</span>
      <kbd aria-hidden className="font-sans text-xs">
        {isMac ? "⌘K" : t("ctrlK")}
      </kbd>
    </button>
  );
}
