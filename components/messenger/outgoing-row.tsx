"use client";

import { CircleAlert, RotateCcw, Trash2, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { byteWords } from "#components/media/byte-words.ts";
import { FileIcon } from "#components/media/file-icon.tsx";
import { ProgressBar } from "#components/media/upload/progress-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { MessageText } from "./message-text.tsx";
import type { Outgoing, OutgoingFile } from "./outgoing.ts";

/** What is on its way from this browser, or did not get through: then to be sent again, or given up. */
export function OutgoingRow({
  item,
  onRetry,
  onDrop,
}: {
  item: Outgoing;
  onRetry: () => void;
  onDrop: () => void;
}) {
  const t = useTranslations("messenger.outgoing");
  const problemWords = useProblemWords();
  const failed = item.state === "failed";
  const why =
    item.problem === null
      ? ""
      : item.problem.code === "offline"
        ? t("offline")
        : problemWords(new ApiProblem({ ...item.problem, status: 0 }));
  return (
    <li className="mt-2 flex flex-col items-end pl-10 sm:pl-20" data-outgoing={item.state}>
      {item.file && <SendingFile file={item.file} failed={failed} onCancel={onDrop} />}
      {item.body !== "" && (
        <p className="mt-1 max-w-full rounded-md bg-accent-ground px-3 py-1.5 leading-normal">
          <MessageText text={item.body} />
        </p>
      )}
      {failed ? (
        <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-1 text-sm">
          <p className="flex items-center gap-1.5 text-bad">
            <CircleAlert aria-hidden className="size-4 shrink-0" />
            {t("failed", { why })}
          </p>
          <Button size="sm" variant="ghost" onClick={onRetry}>
            <RotateCcw aria-hidden />
            {t("again")}
          </Button>
          <Button size="icon-sm" variant="ghost" label={t("discard")} onClick={onDrop}>
            <Trash2 aria-hidden />
          </Button>
        </div>
      ) : (
        !item.file && (
          <p className="mt-1 flex items-center gap-1.5 text-xs text-ink-soft">
            <Spinner className="size-3.5" />
            {t("sending")}
          </p>
        )
      )}
    </li>
  );
}

function SendingFile({
  file,
  failed,
  onCancel,
}: {
  file: OutgoingFile;
  failed: boolean;
  onCancel: () => void;
}) {
  const t = useTranslations("messenger.outgoing");
  const locale = useLocale();
  const size = byteWords(file.size, locale);
  const sent = t("bytes", { sent: byteWords(file.sent, locale), total: size });
  return (
    <div className="w-80 max-w-full rounded-md border bg-raised p-3">
      <div className="flex items-center gap-3">
        {file.previewUrl ? (
          // biome-ignore lint/performance/noImgElement: a picture of this browser's own
          <img src={file.previewUrl} alt="" className="size-12 shrink-0 rounded-sm object-cover" />
        ) : (
          <FileIcon
            row={{ isDir: false, mimeType: file.type, filename: file.name }}
            className="size-7 shrink-0"
          />
        )}
        <div className="min-w-0 flex-1 leading-snug">
          <p className="truncate text-sm font-medium" title={file.name}>
            {file.name}
          </p>
          <p className="text-xs text-ink-soft tabular-nums">{failed ? size : sent}</p>
        </div>
        {!failed && (
          <Button size="icon-sm" variant="ghost" label={t("cancel", { name: file.name })} onClick={onCancel}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {!failed && (
        <ProgressBar
          className="mt-2"
          label={t("progress", { name: file.name })}
          share={file.size > 0 ? file.sent / file.size : 0}
          text={sent}
        />
      )}
    </div>
  );
}
