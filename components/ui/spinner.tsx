import { LoaderCircle } from "lucide-react";
import { cn } from "#lib/core/cn.ts";

/** Something is under way. Decorative unless `label` says what. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <span role={label ? "status" : undefined} className="inline-flex items-center gap-2">
      <LoaderCircle aria-hidden className={cn("size-[1.15em] animate-spin", className)} />
      {label && <span className="text-sm text-ink-soft">{label}</span>}
    </span>
  );
}
