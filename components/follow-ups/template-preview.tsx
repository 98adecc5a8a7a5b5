"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";

/** So long nothing may be typed before the words are tried, milliseconds. */
const PAUSE_MS = 500;

type Shown = { head: string; body: string } | "failed" | null;

/** What the words make of an example appointment, a moment after they were changed. */
export function TemplatePreview({
  event,
  connector,
  template,
  isInOrder,
}: {
  event: FollowUpView["event"];
  connector: FollowUpView["connector"];
  template: string;
  isInOrder: boolean;
}) {
  const t = useTranslations("follow-ups.editor");
  const [shown, setShown] = useState<Shown>(null);
  const [updates, setUpdates] = useState(0);
  useEffect(() => {
    if (!isInOrder) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      callApi("POST", "/api/admin/follow-ups/preview", { event, connector, template })
        .then((answer) => {
          const { head, body } = fields(answer);
          if (!isWanted) return;
          setShown({ head: text(head), body: text(body) });
          setUpdates((count) => count + 1);
        })
        .catch(() => {
          if (isWanted) setShown("failed");
        });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [event, connector, template, isInOrder]);

  return (
    <section aria-labelledby="preview" className="min-w-0">
      <h3 id="preview" className="text-sm font-medium">
        {t("preview")}
      </h3>
      <p className="text-sm text-ink-soft">{t("previewText")}</p>
      {/* The words themselves would be read out at every pause. */}
      <p role="status" className="sr-only">
        {updates > 1 && <span key={updates}>{t("previewUpdated")}</span>}
      </p>
      <div className="mt-2 min-h-40 rounded-md bg-sunk p-4 text-sm leading-normal">
        {!isInOrder ? (
          <p className="text-ink-soft">{t("previewWaits")}</p>
        ) : shown === "failed" ? (
          <p>{t("previewFailed")}</p>
        ) : shown === null ? (
          <div className="space-y-2">
            <Skeleton className="h-5 w-3/4 bg-raised" />
            <Skeleton className="h-5 w-1/2 bg-raised" />
          </div>
        ) : (
          <>
            <p className="font-medium break-words">{shown.head}</p>
            {shown.body !== "" && <p className="mt-2 break-words whitespace-pre-wrap">{shown.body}</p>}
          </>
        )}
      </div>
    </section>
  );
}
