import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of a preview that is being put together. */
export function PreviewShape({ label }: { label: string }) {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-5 w-2/5" />
      <Skeleton className="h-11 w-full" />
    </div>
  );
}
