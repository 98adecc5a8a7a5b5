"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ClosureView } from "#lib/studio/list-closures.ts";
import { callApi } from "./api.ts";
import { ClosureForm } from "./closure-form.tsx";
import { SpanRows } from "./span-rows.tsx";
import { spanWords } from "./time-off-words.ts";
import { useRemoval } from "./use-removal.ts";

const PATH = "/api/admin/closures";

/** When the studio is closed: what is entered already, and more of it. */
export function StudioClosures({
  closures,
  timeZone,
  nowMs,
}: {
  closures: ClosureView[];
  /** The studio's, IANA. */
  timeZone: string;
  nowMs: number;
}) {
  const t = useTranslations("rules.closures");
  const locale = useLocale();
  const [conflicts, setConflicts] = useState(0);
  const words = (span: { startMs: number; endMs: number }) => spanWords(span, timeZone, locale, nowMs);
  const { removing, remove } = useRemoval<ClosureView>({
    remove: ({ id }) => callApi("DELETE", `${PATH}/${encodeURIComponent(id)}`),
    putBack: ({ fromDay, toDay, note }) =>
      callApi("POST", PATH, { fromDay, toDay, ...(note ? { note } : {}) }),
    removedWords: (closure) => t("removed", { span: words(closure) }),
    putBackWords: t("putBack"),
    onRemoved: () => setConflicts(0),
  });

  return (
    <div className="space-y-6">
      {closures.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <SpanRows
          entries={closures}
          wordsOf={words}
          removeLabel={(span) => t("removeNamed", { span })}
          removing={removing}
          onRemove={remove}
        />
      )}
      {conflicts > 0 && (
        <Alert
          tone="warn"
          role="alert"
          title={t("conflictsTitle", { count: conflicts })}
          action={
            <LinkButton size="sm" href="/admin/appointments">
              {t("conflictsAction")}
            </LinkButton>
          }
        >
          {t("conflicts")}
        </Alert>
      )}
      <ClosureForm timeZone={timeZone} nowMs={nowMs} onAdded={setConflicts} />
    </div>
  );
}
