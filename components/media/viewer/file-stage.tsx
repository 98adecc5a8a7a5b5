"use client";

import { Clock, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { downloadUrl } from "../call-files.ts";
import { FileIcon } from "../file-icon.tsx";
import { fileKind } from "../file-kind.ts";
import type { MediaRow } from "../media-json.ts";
import { ImageStage, stageUrl } from "./image-stage.tsx";
import { TextStage } from "./text-stage.tsx";

// The reader of PDFs is heavy: it comes with the first PDF that is opened.
const PdfStage = lazy(() => import("./pdf-stage.tsx"));

/** A file as large as the screen allows, each kind in its way; what cannot be shown can be downloaded. */
export function FileStage({ row }: { row: MediaRow }) {
  const t = useTranslations("media.viewer");
  const [broken, setBroken] = useState(false);
  const onBroken = () => setBroken(true);
  const state = row.record?.state;
  if (state === "missing") return <NoStage row={row} text={t("missing")} canDownload={false} />;
  if (broken) return <NoStage row={row} text={t("broken")} canDownload />;
  switch (fileKind(row)) {
    case "image":
      if (stageUrl(row) === null) return <NoStage row={row} text={t("noPicture")} canDownload />;
      return <ImageStage row={row} alt={row.filename} onBroken={onBroken} />;
    case "pdf":
      return (
        <Suspense
          fallback={
            <div className="grid h-full place-items-center">
              <Spinner className="size-6" label={t("loading")} />
            </div>
          }
        >
          <PdfStage url={row.fileUrl} onBroken={onBroken} />
        </Suspense>
      );
    case "text":
      return <TextStage url={row.fileUrl} size={row.size} onBroken={onBroken} />;
    case "video":
      return (
        <div className="grid size-full place-items-center p-2">
          {/* biome-ignore lint/a11y/useMediaCaption: what customers send has none */}
          <video
            src={row.fileUrl}
            controls
            preload="metadata"
            aria-label={row.filename}
            onError={onBroken}
            className="max-h-full max-w-full"
          />
        </div>
      );
    case "audio":
      return (
        <div className="grid size-full place-items-center p-6">
          <div className="w-full max-w-lg text-center">
            <FileIcon row={row} className="mx-auto mb-6 size-20" />
            {/* biome-ignore lint/a11y/useMediaCaption: what customers send has none */}
            <audio
              src={row.fileUrl}
              controls
              preload="metadata"
              aria-label={row.filename}
              onError={onBroken}
              className="w-full"
            />
          </div>
        </div>
      );
    default:
      return <NoStage row={row} text={t(state === "waiting" ? "waiting" : "noViewer")} canDownload />;
  }
}

function NoStage({ row, text, canDownload }: { row: MediaRow; text: ReactNode; canDownload: boolean }) {
  const t = useTranslations("media.viewer");
  return (
    <div className="grid size-full place-items-center px-16 py-6">
      <div className="max-w-md text-center">
        {row.record?.state === "waiting" ? (
          <Clock aria-hidden strokeWidth={1.25} className="mx-auto mb-4 size-16 text-warn" />
        ) : (
          <FileIcon row={row} className="mx-auto mb-4 size-16" />
        )}
        <p className="text-lg font-medium break-words">{row.filename}</p>
        <p className="mt-1 text-ink-soft">{text}</p>
        {canDownload && (
          <a
            href={downloadUrl(row)}
            download={row.filename}
            className={buttonVariants({ variant: "primary", className: "mt-5" })}
          >
            <Download aria-hidden />
            {t("download")}
          </a>
        )}
      </div>
    </div>
  );
}
