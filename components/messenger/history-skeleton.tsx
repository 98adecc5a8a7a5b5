import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of a conversation to come. */
export function HistorySkeleton() {
  const t = useTranslations("messenger.history");
  return (
    <div className="space-y-5 py-6">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-14 w-3/5 rounded-md" />
      <Skeleton className="h-9 w-2/5 rounded-md" />
      <Skeleton className="ml-auto h-9 w-1/2 rounded-md" />
      <Skeleton className="h-20 w-3/5 rounded-md" />
      <Skeleton className="ml-auto h-14 w-2/5 rounded-md" />
    </div>
  );
}
