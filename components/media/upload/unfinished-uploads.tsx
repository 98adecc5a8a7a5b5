"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { byteWords } from "../byte-words.ts";
import { abandonSession } from "./abandon-upload.ts";
import { type RememberedUpload, rememberedUploads } from "./remembered-uploads.ts";
import { isOpen } from "./upload-queue.ts";
import { useUploads } from "./use-uploads.ts";

/** Large uploads that the page was closed on: choosing the same file again goes on where they stopped. */
export function UnfinishedUploads({ customerId, onChoose }: { customerId: string; onChoose: () => void }) {
  const t = useTranslations("media.unfinished");
  const locale = useLocale();
  const { items } = useUploads();
  const [known, setKnown] = useState<RememberedUpload[]>([]);
  // Storage is looked into when the page appears and whenever an upload comes or goes.
  const states = items.map(({ id, state }) => `${id} ${state}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => setKnown(rememberedUploads()), [states]);
  const unfinished = known.filter(
    (one) =>
      one.customerId === customerId &&
      !items.some(
        (item) =>
          item.name === one.name && item.size === one.size && (isOpen(item) || item.state === "failed"),
      ),
  );
  if (unfinished.length === 0) return null;
  return (
    <Alert tone="info" title={t("title", { count: unfinished.length })}>
      <p>{t("text")}</p>
      <ul className="mt-2 space-y-1.5">
        {unfinished.map((one) => (
          <li key={one.sessionId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0">
              <span className="font-medium">{one.name}</span>{" "}
              <span className="text-sm text-ink-soft">{byteWords(one.size, locale)}</span>
            </span>
            <span className="flex gap-1">
              <Button size="sm" onClick={onChoose} aria-label={t("chooseNamed", { name: one.name })}>
                {t("choose")}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("forgetNamed", { name: one.name })}
                onClick={() => {
                  setKnown(known.filter(({ sessionId }) => sessionId !== one.sessionId));
                  void abandonSession(one.sessionId);
                }}
              >
                {t("forget")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
