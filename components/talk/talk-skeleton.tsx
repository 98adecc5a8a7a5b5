import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of the conversations to come. */
export function TalkSkeleton({ rows }: { rows: number }) {
  const t = useTranslations("talk");
  return (
    <div className="divide-y">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: Math.min(rows, 5) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={index} className="space-y-2.5 px-4 py-4">
          <div className="flex justify-between gap-8">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-4 w-16" />
          </div>
          <Skeleton className="h-4 w-4/5" />
        </div>
      ))}
    </div>
  );
}
