import { cn } from "#lib/core/cn.ts";

/** The shape of what is coming. Size it with classes like the final thing. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded-sm bg-sunk", className)} />;
}
