"use client";

import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { PictureItem } from "./use-pictures.ts";

/** One picture of the form: small, with how far it has come. Why one was left out stands below all of them. */
export function PictureTile({
  item,
  name,
  onRemove,
  onBroken,
}: {
  item: PictureItem;
  name: string;
  onRemove: () => void;
  /** The browser cannot show it. */
  onBroken: () => void;
}) {
  const t = useTranslations("common.pictures");
  return (
    <li
      className={cn(
        "relative aspect-square min-w-0 overflow-hidden rounded-md border bg-sunk",
        item.refusal !== null && "border-bad bg-bad-ground",
      )}
    >
      {item.previewUrl && (
        // biome-ignore lint/performance/noImgElement: a preview of the form's own, which nothing may keep or resize
        <img
          src={item.previewUrl}
          alt={name}
          className={cn("size-full object-cover", item.refusal !== null && "opacity-45")}
          onError={onBroken}
        />
      )}
      {item.refusal !== null && (
        <CircleAlert aria-hidden className="absolute inset-0 m-auto size-7 text-bad" />
      )}
      {item.share !== null && (
        <progress
          className="absolute inset-x-2 bottom-2 h-2 w-[calc(100%-1rem)] accent-accent-fill"
          max={1}
          value={item.share < 1 ? item.share : undefined}
          aria-label={t("sending", { name })}
        />
      )}
      <button
        type="button"
        onClick={onRemove}
        aria-label={t("remove", { name })}
        className="absolute top-0 right-0 grid size-11 place-items-center"
      >
        <span className="grid size-7 place-items-center rounded-full border border-line-strong bg-raised text-ink">
          <X aria-hidden className="size-4" />
        </span>
      </button>
    </li>
  );
}
