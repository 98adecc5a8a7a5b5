"use client";

import { FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Alert } from "#components/ui/alert.tsx";
import {
  differingFields,
  type MergeField,
  type MergeTake,
  type MergePreview as Preview,
} from "./read-merge-preview.ts";
import { TagMarks } from "./tag-marks.tsx";

/** What a merge would move, and a choice for each field in which the two differ. */
export function MergePreview({
  preview,
  take,
  onTake,
}: {
  preview: Preview;
  take: MergeTake;
  onTake: (take: MergeTake) => void;
}) {
  const t = useTranslations("customers.merge");
  const contact = useTranslations("customers.contact");
  const id = useId();
  const { kept, other, moves, tags, otherFolder } = preview;
  const moving = [
    moves.appointments > 0 && t("appointments", { count: moves.appointments }),
    moves.notes > 0 && t("notes", { count: moves.notes }),
    moves.media > 0 && t("media", { count: moves.media }),
  ].filter((words) => words !== false);

  function choice(field: MergeField, side: "kept" | "other") {
    const chosen = (take[field] ?? "kept") === side;
    return (
      <label
        key={side}
        className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3 py-2.5 leading-snug transition-colors hover:bg-sunk has-checked:border-ink has-checked:bg-sunk"
      >
        <input
          type="radio"
          name={`${id}-${field}`}
          className="mt-0.5 size-4.5 shrink-0"
          checked={chosen}
          onChange={() => onTake({ ...take, [field]: side })}
        />
        <span className="min-w-0 break-words">{side === "kept" ? kept[field] : other[field]}</span>
      </label>
    );
  }

  return (
    <div className="space-y-5">
      <div>
        <p>
          {moving.length > 0
            ? t("moves", { other: other.name, kept: kept.name })
            : t("movesNothing", { other: other.name })}
        </p>
        {moving.length > 0 && (
          <ul className="mt-1.5 list-disc space-y-1 pl-5">
            {moving.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
      {differingFields(preview).map((field) => (
        <fieldset key={field}>
          <legend className="mb-1.5 text-sm font-medium">{t("which", { field: contact(field) })}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {choice(field, "kept")}
            {choice(field, "other")}
          </div>
        </fieldset>
      ))}
      {tags.length > 0 && (
        <div>
          <p className="mb-1.5 text-sm font-medium">{t("tags")}</p>
          <TagMarks tags={tags} label={t("tags")} />
        </div>
      )}
      {otherFolder !== null && (
        <p className="flex gap-2 text-sm text-ink-soft">
          <FolderOpen aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{t("folder", { folder: otherFolder })}</span>
        </p>
      )}
      <Alert tone="info">{t("after")}</Alert>
    </div>
  );
}
