"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ClosureView } from "#lib/studio/list-closures.ts";
import { callApi } from "./api.ts";
import { ClosureForm } from "./closure-form.tsx";
import { SpanRows } from "./span-rows.tsx";
import { spanWords } from "./time-off-words.ts";
import { useProblemWords } from "./use-problem-words.ts";

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
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [conflicts, setConflicts] = useState(0);
  const [removing, setRemoving] = useState<string | null>(null);
  const words = (span: { startMs: number; endMs: number }) => spanWords(span, timeZone, locale, nowMs);
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });

  async function putBack({ fromDay, toDay, note }: ClosureView) {
    try {
      await callApi("POST", PATH, { fromDay, toDay, ...(note ? { note } : {}) });
      toast({ text: t("putBack") });
      router.refresh();
    } catch (error) {
      refused(error);
    }
  }

  async function remove(closure: ClosureView) {
    setRemoving(closure.id);
    try {
      await callApi("DELETE", `${PATH}/${encodeURIComponent(closure.id)}`);
      setConflicts(0);
      toast({
        text: t("removed", { span: words(closure) }),
        action: { label: common("undo"), onSelect: () => void putBack(closure) },
      });
      router.refresh();
    } catch (error) {
      refused(error);
    }
    setRemoving(null);
  }

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
          onRemove={(closure) => void remove(closure)}
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
