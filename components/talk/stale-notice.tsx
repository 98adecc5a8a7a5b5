import { useTranslations } from "next-intl";
import type { ApiProblem } from "#components/console/api.ts";
import { Button } from "#components/ui/button.tsx";

/** Above conversations that could not be asked for anew. */
export function StaleNotice({
  problem,
  busy,
  onRetry,
}: {
  problem: ApiProblem;
  busy: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("talk");
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-ground px-4 py-2 text-sm">
      <p className="min-w-0 flex-1">
        <span className="font-medium text-warn">
          {t(problem.code === "offline" ? "offline.title" : "unreachable.title")}.
        </span>{" "}
        {t("unreachable.stale")}
      </p>
      <Button size="sm" variant="ghost" busy={busy} onClick={onRetry}>
        {t("retry")}
      </Button>
    </div>
  );
}
