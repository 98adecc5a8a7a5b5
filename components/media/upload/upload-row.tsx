"use client";

import { Check, CircleAlert, Clock, Pause, RotateCcw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { byteWords } from "../byte-words.ts";
import { useMediaWords } from "../use-media-words.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { isOpen, type UploadItem } from "./upload-queue.ts";
import { cancelUpload, canRetry, dismissUpload, retryUpload } from "./upload-store.ts";

/** One file on its way: how far it is, or why not. */
export function UploadRow({ item }: { item: UploadItem }) {
  const t = useTranslations("media.upload");
  const locale = useLocale();
  const words = useMediaWords(item.target.maxBytes);
  const open = isOpen(item);
  const size = byteWords(item.size, locale);
  return (
    <li className="px-3 py-2">
      <div className="flex items-center gap-2">
        <StateIcon item={item} />
        <span className="min-w-0 flex-1 truncate text-sm font-medium" title={item.name}>
          {item.name}
        </span>
        {(item.state === "failed" || item.state === "cancelled" || item.state === "waiting") &&
          canRetry(item.id) && (
            <Button
              size="icon-sm"
              variant="ghost"
              className="-my-1.5"
              label={t("retryNamed", { name: item.name })}
              title={t("retry")}
              onClick={() => retryUpload(item.id)}
            >
              <RotateCcw aria-hidden />
            </Button>
          )}
        <Button
          size="icon-sm"
          variant="ghost"
          className="-my-1.5 -mr-1.5"
          label={t(open ? "cancelNamed" : "dismissNamed", { name: item.name })}
          title={t(open ? "cancel" : "dismiss")}
          onClick={() => (open ? cancelUpload(item.id) : dismissUpload(item.id))}
        >
          <X aria-hidden />
        </Button>
      </div>
      {open && item.state !== "queued" && (
        <ProgressBar
          className="mt-1"
          label={t("progressNamed", { name: item.name })}
          share={item.size > 0 ? item.sent / item.size : 0}
          text={t("bytes", { sent: byteWords(item.sent, locale), total: size })}
          held={item.state === "waiting"}
        />
      )}
      <p
        className={
          item.state === "failed" ? "mt-0.5 text-sm text-bad" : "mt-0.5 text-xs text-ink-soft tabular-nums"
        }
      >
        {item.state === "failed" && item.problem
          ? words.upload(item.problem)
          : item.state === "waiting"
            ? t(item.problem?.code === "offline" ? "waitingOffline" : "waitingUpstream")
            : item.state === "sending"
              ? `${t("bytes", { sent: byteWords(item.sent, locale), total: size })}${item.resumedFrom > 0 ? ` · ${t("resumed", { from: byteWords(item.resumedFrom, locale) })}` : ""}`
              : t(`state.${item.state}`, { size })}
      </p>
    </li>
  );
}

function StateIcon({ item }: { item: UploadItem }) {
  switch (item.state) {
    case "done":
      return <Check aria-hidden className="size-4 shrink-0 text-good" />;
    case "kept":
      return <Clock aria-hidden className="size-4 shrink-0 text-warn" />;
    case "failed":
      return <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />;
    case "waiting":
      return <Pause aria-hidden className="size-4 shrink-0 text-warn" />;
    case "queued":
      return <Clock aria-hidden className="size-4 shrink-0 text-ink-faint" />;
    case "cancelled":
      return <X aria-hidden className="size-4 shrink-0 text-ink-faint" />;
    default:
      return <Spinner className="size-4 shrink-0 text-ink-soft" />;
  }
}
