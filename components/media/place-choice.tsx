"use client";

import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import { type Direction, directions } from "./media-json.ts";
import type { Place } from "./media-place.ts";

/** All, or one of the three folders, each with how many files it holds. */
export function PlaceChoice({
  place,
  counts,
  onPlace,
}: {
  place: Place;
  /** Undefined while nobody knows. */
  counts: Record<"all" | Direction, number> | undefined;
  onPlace: (place: Place) => void;
}) {
  const t = useTranslations("media.place");
  return (
    <fieldset aria-label={t("label")} className="-mx-1 flex min-w-0 max-w-full gap-1 overflow-x-auto p-1">
      {(["all", ...directions] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={place.kind === kind}
          onClick={() => onPlace({ kind })}
          className={cn(
            "flex h-9 shrink-0 items-center gap-2 rounded-md px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors hover:bg-sunk hover:text-ink",
            "aria-pressed:bg-ink aria-pressed:text-ground",
          )}
        >
          {t(kind)}
          {counts && <span className="font-normal tabular-nums opacity-80">{counts[kind]}</span>}
        </button>
      ))}
    </fieldset>
  );
}
