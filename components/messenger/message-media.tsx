"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { byteWords } from "#components/media/byte-words.ts";
import { FileIcon } from "#components/media/file-icon.tsx";
import { isShownByBrowsers } from "#components/media/file-kind.ts";
import type { MediaJson } from "#lib/messenger/room-json.ts";
import { pictureBox } from "./picture-box.ts";

/** A file in a room: a picture as such, everything else by name and size. */
export function MessageMedia({ media }: { media: MediaJson }) {
  const [broken, setBroken] = useState(false);
  const t = useTranslations("messenger.message");
  if (!isShownByBrowsers(media.mime_type) || broken) return <FileRow media={media} />;
  return (
    <a
      href={media.url}
      target="_blank"
      rel="noopener"
      title={t("openPicture", { name: media.filename })}
      className="block max-w-full overflow-hidden rounded-md border bg-sunk"
      style={pictureBox(media)}
    >
      {/* biome-ignore lint/performance/noImgElement: it comes from our own server, as it is */}
      <img
        src={media.url}
        alt={media.filename}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
        className="size-full object-contain"
      />
    </a>
  );
}

function FileRow({ media }: { media: MediaJson }) {
  const t = useTranslations("messenger.message");
  const locale = useLocale();
  return (
    <a
      href={media.url}
      download={media.filename}
      className="flex max-w-full min-w-56 items-center gap-3 rounded-md border bg-raised px-3 py-2.5 leading-snug text-ink transition-[background-color] hover:bg-sunk"
    >
      <FileIcon
        row={{ isDir: false, mimeType: media.mime_type, filename: media.filename }}
        className="size-7 shrink-0"
      />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">{media.filename}</span>
        <span className="block text-sm text-ink-soft tabular-nums">{byteWords(media.size, locale)}</span>
      </span>
      <Download aria-hidden className="size-4.5 shrink-0 text-ink-soft" />
      <span className="sr-only">{t("download")}</span>
    </a>
  );
}
