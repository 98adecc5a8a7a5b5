"use client";

import { CloudOff, Folder, ImageUp, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Place } from "./media-place.ts";

/** No file to show: why, and what to do about it. */
export function MediaEmpty({
  place,
  filter,
  hasFolder,
  reachable,
  customerName,
  onClear,
  onChoose,
}: {
  place: Place;
  filter: string;
  hasFolder: boolean;
  reachable: boolean;
  customerName: string;
  onClear: () => void;
  onChoose: (() => void) | null;
}) {
  const t = useTranslations("media");
  if (filter !== "")
    return (
      <EmptyState
        icon={SearchX}
        title={t("empty.noMatch", { filter })}
        action={
          <Button size="sm" onClick={onClear}>
            {t("empty.showAll")}
          </Button>
        }
      />
    );
  if (!reachable && hasFolder)
    return (
      <EmptyState icon={CloudOff} title={t("empty.unknown")}>
        {t("empty.unknownText")}
      </EmptyState>
    );
  const kind = !hasFolder
    ? "noFolder"
    : place.kind === "all"
      ? "all"
      : place.kind === "folder"
        ? "folder"
        : "direction";
  return (
    <EmptyState
      icon={place.kind === "folder" ? Folder : ImageUp}
      title={
        kind === "direction" && place.kind !== "folder"
          ? t("empty.direction", { folder: t(`place.${place.kind}`) })
          : t(`empty.${kind}`, { name: customerName })
      }
      className="rounded-md border border-dashed border-line-strong"
      action={
        onChoose && (
          <Button size="sm" onClick={onChoose}>
            {t("upload.choose")}
          </Button>
        )
      }
    >
      {onChoose && t(kind === "noFolder" ? "empty.noFolderText" : "empty.text")}
    </EmptyState>
  );
}
