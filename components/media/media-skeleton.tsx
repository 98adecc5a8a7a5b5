import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of the files to come. */
export function MediaSkeleton({ view }: { view: "grid" | "list" }) {
  const t = useTranslations("media");
  return (
    <div>
      <span role="status" className="sr-only">
        {t("loading")}
      </span>
      {view === "grid" ? (
        <div className="grid grid-cols-2 gap-3.5 sm:grid-cols-[repeat(auto-fill,minmax(156px,1fr))]">
          {Array.from({ length: 12 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the tiles are all alike
            <div key={index}>
              <Skeleton className="aspect-square w-full rounded-md" />
              <Skeleton className="mt-2 h-4 w-3/4" />
              <Skeleton className="mt-1.5 mb-2 h-3 w-1/2" />
            </div>
          ))}
        </div>
      ) : (
        <div className="divide-y">
          {Array.from({ length: 8 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
            <div key={index} className="flex h-14 items-center gap-3 px-2">
              <Skeleton className="size-10" />
              <Skeleton className="h-4 w-1/3" />
              <Skeleton className="ml-auto h-4 w-24" />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
