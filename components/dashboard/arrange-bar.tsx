"use client";

import { Check, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Arrangement } from "./use-arrangement.ts";

/** What is going on, whether it is kept, and the way out; stays in view while the board is long. */
export function ArrangeBar({
  arrangement: { saving, problem, canUndo, retry },
  notice,
  onUndo,
  onReset,
  onDone,
}: {
  arrangement: Arrangement;
  /** What was done last; may be empty. */
  notice: string;
  onUndo: () => void;
  onReset: () => Promise<void>;
  onDone: () => void;
}) {
  const t = useTranslations("widgets.arrange");
  const words = useProblemWords();
  const [resetting, setResetting] = useState(false);
  return (
    <div className="sticky top-14 z-20 -mx-4 mb-4 border-y bg-ground px-4 py-3 sm:-mx-6 sm:px-6 lg:top-0 lg:mx-0 lg:px-0">
      {/* On a phone the way out stands beside the title, in the same place whatever is said below it. */}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 lg:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="min-w-0">
          <h2 data-bar tabIndex={-1} className="font-display text-xl font-semibold outline-none">
            {t("title")}
          </h2>
          <p className="text-sm text-ink-soft max-lg:hidden">{t("hint")}</p>
        </div>
        <div className="col-span-full row-start-2 flex min-h-11 items-center gap-2 lg:col-span-1 lg:col-start-2 lg:row-start-1">
          <div
            role="status"
            className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 text-sm leading-snug text-ink-soft lg:justify-end lg:pr-2 lg:text-right"
          >
            {notice !== "" && <p className="text-ink">{notice}</p>}
            {saving === "busy" && (
              <p className="flex items-center gap-1.5">
                <Spinner />
                {t("saving")}
              </p>
            )}
            {saving === "saved" && (
              <p className="flex items-center gap-1.5">
                <Check aria-hidden className="size-4 text-good" />
                {t("saved")}
              </p>
            )}
          </div>
          <Button
            size="icon"
            variant="ghost"
            // The console's key for undo presses it.
            data-toast-action
            label={t("undo")}
            disabled={!canUndo}
            onClick={onUndo}
          >
            <Undo2 aria-hidden />
          </Button>
          <Button
            variant="ghost"
            busy={resetting}
            onClick={() => {
              setResetting(true);
              void onReset().finally(() => setResetting(false));
            }}
          >
            {t("reset")}
          </Button>
        </div>
        <Button variant="primary" className="col-start-2 row-start-1 lg:col-start-3" onClick={onDone}>
          {t("done")}
        </Button>
      </div>
      {problem && (
        <Alert
          tone="bad"
          role="alert"
          title={t("notSaved")}
          className="mt-3"
          action={
            <Button size="sm" busy={saving === "busy"} onClick={retry}>
              {t("retry")}
            </Button>
          }
        >
          {t("notSavedText", { cause: words(problem) })}
        </Alert>
      )}
    </div>
  );
}
