import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";

/** A small quiet word or count. For a state use StatusBadge. */
export function Badge({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 rounded-sm bg-sunk px-2 py-0.5 text-sm font-medium text-ink-soft tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
