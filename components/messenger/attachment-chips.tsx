"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { byteWords } from "#components/media/byte-words.ts";
import { FileIcon } from "#components/media/file-icon.tsx";
import { MOST_BYTES } from "./attachment.ts";
import { type Attachments, MOST_FILES } from "./use-attachments.ts";

/** Files that go along with the next message, and those that cannot. */
export function AttachmentChips({ attachments }: { attachments: Attachments }) {
  const t = useTranslations("messenger.attachments");
  const locale = useLocale();
  const { files, refused, remove } = attachments;
  return (
    <>
      {files.length > 0 && (
        <ul aria-label={t("label")} className="mb-2 flex flex-wrap gap-2">
          {files.map(({ key, file, previewUrl }) => (
            <li
              key={key}
              className="flex h-11 max-w-full items-center gap-2 rounded-sm border pl-1.5 text-sm leading-tight"
            >
              {previewUrl ? (
                // biome-ignore lint/performance/noImgElement: a picture of this browser's own
                <img src={previewUrl} alt="" className="size-8 shrink-0 rounded-sm object-cover" />
              ) : (
                <FileIcon
                  row={{ isDir: false, mimeType: file.type, filename: file.name }}
                  className="size-6 shrink-0"
                />
              )}
              <span className="min-w-0">
                <span className="block max-w-48 truncate font-medium" title={file.name}>
                  {file.name}
                </span>
                <span className="block text-xs text-ink-soft tabular-nums">
                  {byteWords(file.size, locale)}
                </span>
              </span>
              <button
                type="button"
                aria-label={t("remove", { name: file.name })}
                className="grid size-9 shrink-0 place-items-center rounded-sm text-ink-soft transition-colors hover:text-ink"
                onClick={() => remove(key)}
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {refused.map(({ name, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name
          <p key={index} className="mb-2 text-sm text-bad [overflow-wrap:anywhere]">
            {t(`refused.${why}`, { name, most: byteWords(MOST_BYTES, locale), files: MOST_FILES })}
          </p>
        ))}
      </div>
    </>
  );
}
