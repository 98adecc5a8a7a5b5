import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";

/** A figure with what it is above and what it means below. */
export function StatusFigure({
  label,
  value,
  tone,
  action,
  children,
}: {
  label: string;
  value: ReactNode;
  tone?: "bad" | undefined;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="bg-raised px-5 py-4 leading-snug">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>
        <p
          className={cn(
            "mt-1 font-display text-2xl font-semibold tabular-nums",
            tone === "bad" && "text-bad",
          )}
        >
          {value}
        </p>
        <p className="mt-0.5 text-sm text-ink-soft">{children}</p>
        {action && <p className="mt-1 text-sm">{action}</p>}
      </dd>
    </div>
  );
}
