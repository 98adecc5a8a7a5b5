"use client";

import { CloudOff, FolderX, Settings2, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ApiProblem } from "#components/console/api.ts";
import { VariableNames } from "#components/console/variable-names.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useMediaWords } from "./use-media-words.ts";

const icons = { notConfigured: Settings2, offline: WifiOff, gone: FolderX, unreachable: CloudOff };

/** Why there are no files to see, and the one thing to do about it. */
export function MediaProblem({
  problem,
  busy,
  onRetry,
}: {
  problem: ApiProblem;
  busy: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("media.state");
  const words = useMediaWords();
  const kind = kindOf(problem.code);
  // "Files not configured: NEXTCLOUD_FILES_BASE_PATH missing."
  const missing = problem.message.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [];
  return (
    <EmptyState
      icon={icons[kind]}
      title={t(`${kind}.title`)}
      action={
        kind === "notConfigured" ? undefined : (
          <Button size="sm" busy={busy} onClick={onRetry}>
            {t("retry")}
          </Button>
        )
      }
    >
      {kind === "notConfigured" ? (
        <>
          <p>{t("notConfigured.text")}</p>
          {missing.length > 0 && (
            <p className="mt-1">
              {t("notConfigured.missing")} <VariableNames names={missing} />
            </p>
          )}
        </>
      ) : (
        <p>
          {kind === "unreachable" && problem.code !== "upstream_failed"
            ? words.problem(problem)
            : t(`${kind}.text`)}
        </p>
      )}
    </EmptyState>
  );
}

function kindOf(code: string): keyof typeof icons {
  if (code === "nextcloud_not_configured") return "notConfigured";
  if (code === "offline") return "offline";
  return code === "not_found" ? "gone" : "unreachable";
}
