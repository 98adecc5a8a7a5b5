"use client";

import { Camera, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Direction, directions } from "../media-json.ts";

/** Files chosen, or a photo taken; and the folder they go to. */
export function UploadButtons({
  input,
  accept,
  direction,
  onDirection,
  onFiles,
}: {
  /** The field behind the button, which others press as well. */
  input: RefObject<HTMLInputElement | null>;
  accept: readonly string[];
  /** Null where an opened folder is the target. */
  direction: Direction | null;
  onDirection: (direction: Direction) => void;
  onFiles: (files: File[]) => void;
}) {
  const t = useTranslations("media.upload");
  const place = useTranslations("media.place");
  return (
    <div className="flex w-full items-center gap-2 sm:w-auto">
      {direction !== null && (
        <Select
          value={direction}
          aria-label={t("target")}
          onChange={(event) => onDirection(directions.find((one) => one === event.target.value) ?? "sent")}
          className="min-w-0 flex-1 sm:w-44 sm:flex-none [&_select]:h-10 [&_select]:text-sm"
        >
          {directions.map((one) => (
            <option key={one} value={one}>
              {t("to", { folder: place(one) })}
            </option>
          ))}
        </Select>
      )}
      <label className="relative hidden pointer-coarse:block">
        <span className="sr-only">{t("camera")}</span>
        <span className="grid size-10 place-items-center rounded-md border border-line-strong bg-raised">
          <Camera aria-hidden className="size-4.5" />
        </span>
        <input
          type="file"
          accept="image/*"
          capture="environment"
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // The same file again must be a change again.
            event.target.value = "";
          }}
        />
      </label>
      <Button variant="primary" className="h-10" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {t("choose")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        {...(accept.length > 0 ? { accept: accept.join(",") } : {})}
        aria-label={t("file")}
        className="hidden"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
