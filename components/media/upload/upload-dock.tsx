"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { byteWords, timeLeft } from "../byte-words.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { overall, secondsLeft, speed } from "./upload-progress.ts";
import { UploadRow } from "./upload-row.tsx";
import { clearUploads } from "./upload-store.ts";
import { useUploads } from "./use-uploads.ts";

/** The uploads of this page in a corner, wherever one goes. */
export function UploadDock() {
  const { items } = useUploads();
  return items.length > 0 ? <Dock /> : null;
}

function Dock() {
  const t = useTranslations("media.upload");
  const locale = useLocale();
  const { items, samples, nowMs } = useUploads();
  const [folded, setFolded] = useState(false);
  const listId = useId();
  const all = overall(items);
  const left = secondsLeft(all.total - all.sent, speed(samples, nowMs));
  const waiting = items.filter(({ state }) => state === "waiting").length;
  const kept = items.filter(({ state }) => state === "kept").length;
  const title =
    all.open > 0
      ? t("uploading", { count: all.open })
      : all.failed > 0
        ? t("someFailed", { count: all.failed })
        : kept > 0
          ? t("keptTitle", { count: kept })
          : t("finished", { count: all.done });
  const bytes = t("bytes", { sent: byteWords(all.sent, locale), total: byteWords(all.total, locale) });
  const rest = left === null || all.open === 0 ? null : timeLeft(left);
  return (
    <section
      aria-label={t("label")}
      className="fixed inset-x-3 bottom-20 z-35 overflow-hidden rounded-md border bg-raised shadow-float sm:right-auto sm:w-88 lg:bottom-6 lg:left-[16.5rem]"
    >
      <div className="flex items-center gap-1 py-1.5 pr-1.5 pl-3">
        <div className="min-w-0 flex-1">
          <p role="status" className="truncate text-sm font-semibold">
            {title}
          </p>
          {all.open > 0 && (
            <p className="truncate text-xs text-ink-soft tabular-nums">
              {bytes}
              {waiting > 0
                ? ` · ${t("waiting")}`
                : rest && ` · ${t(`left.${rest.unit}`, { count: rest.value })}`}
            </p>
          )}
        </div>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-expanded={!folded}
          aria-controls={listId}
          label={t(folded ? "unfold" : "fold")}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </Button>
        {all.open === 0 && (
          <Button size="icon-sm" variant="ghost" label={t("close")} onClick={clearUploads}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {all.open > 0 && (
        <ProgressBar
          label={t("progress")}
          share={all.share}
          text={bytes}
          held={waiting > 0 && waiting === all.open}
          className="mx-3 mb-2"
        />
      )}
      <ul
        id={listId}
        hidden={folded}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("files")}
        className="max-h-64 divide-y overflow-y-auto border-t focus-visible:-outline-offset-2"
      >
        {items.map((item) => (
          <UploadRow key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
