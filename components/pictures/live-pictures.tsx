"use client";

import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type DragEvent, type RefObject, useEffect, useState } from "react";
import { cn } from "#lib/core/cn.ts";
import type { KeptPicture } from "./kept-picture.ts";
import { LeftOut } from "./left-out.tsx";
import { PictureTile } from "./picture-tile.tsx";
import { ACCEPT } from "./plain-pictures.tsx";
import { type PictureItem, usePictures } from "./use-pictures.ts";

export interface LivePicturesProps {
  initial: readonly KeptPicture[];
  /** What was chosen before this was there. */
  chosen: readonly File[];
  /** The field, inside its form. */
  root: RefObject<HTMLElement | null>;
  input: ComponentProps<"input">;
  most: number;
}

/** Pictures that are sent while the rest of the form is filled in: chosen, dropped or pasted. */
export function LivePictures({ initial, chosen, root, input, most }: LivePicturesProps) {
  const t = useTranslations("common.pictures");
  const { items, waiting, add, remove, retry, broken } = usePictures(initial, root, most);
  const [over, setOver] = useState(false);
  const nameOf = (item: PictureItem) => item.filename || t("picture", { number: items.indexOf(item) + 1 });
  const kept = items.filter(({ token }) => token !== null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when this takes the plain input's place
  useEffect(() => {
    if (chosen.length > 0) add(chosen);
  }, []);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });

  return (
    <>
      {items.length > 0 && (
        <ul className="grid grid-cols-3 gap-3 sm:grid-cols-4">
          {items.map((item) => (
            <PictureTile
              key={item.key}
              item={item}
              name={nameOf(item)}
              onRemove={() => remove(item)}
              onBroken={() => broken(item)}
            />
          ))}
        </ul>
      )}
      <LeftOut items={items} nameOf={nameOf} onRetry={retry} />
      {kept.map(({ key, token }) => (
        <input key={key} type="hidden" name="pictures" value={token ?? ""} />
      ))}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the input in it does the same by keyboard */}
      <div
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          add([...event.dataTransfer.files]);
        }}
        className={cn(
          "rounded-md border border-dashed border-line-strong bg-raised transition-colors",
          over && "border-solid border-accent-fill bg-sunk",
        )}
      >
        <input
          {...input}
          type="file"
          multiple
          accept={ACCEPT}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
          className="peer sr-only"
        />
        <label
          htmlFor={input.id}
          className="flex min-h-16 cursor-pointer flex-wrap items-center justify-center gap-x-2 gap-y-0.5 rounded-md px-4 py-3 text-center peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-current"
        >
          <ImagePlus aria-hidden className="size-5 text-accent-text" />
          <span className="font-medium">{t("choose")}</span>
          <span className="text-sm text-ink-soft max-sm:hidden">{t("dropOrPaste")}</span>
        </label>
      </div>
      <p role="status" className={waiting ? "text-sm text-ink-soft" : "sr-only"}>
        {waiting ? t("waiting") : items.length > 0 && t("count", { count: kept.length })}
      </p>
    </>
  );
}
