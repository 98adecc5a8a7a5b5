import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of the status while the homeserver is asked. */
export function StatusShape({ label }: { label: string }) {
  return (
    <div role="status" className="space-y-8">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-28 rounded-md" />
      <Skeleton className="h-44 rounded-md" />
    </div>
  );
}
