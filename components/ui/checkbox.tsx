import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";

/** A native checkbox with its words; the whole line is the target. `label` may be hidden for use in tables. */
export function Checkbox({
  className,
  label,
  hint,
  hideLabel = false,
  ...props
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode; hideLabel?: boolean }) {
  return (
    <label
      className={cn(
        "inline-flex min-h-11 cursor-pointer items-start gap-3 py-2.5",
        hideLabel && "min-h-0 py-0",
        className,
      )}
    >
      <input type="checkbox" className="mt-0.5 size-5 shrink-0 rounded-sm" {...props} />
      <span className={hideLabel ? "sr-only" : undefined}>
        {label}
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </span>
    </label>
  );
}
