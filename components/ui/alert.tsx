import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { type Tone, toneGround, toneIcon, toneText } from "./tone.ts";

/** A message in the page: what happened, what it means, what to do. Give `role="alert"` only to what appears after the page. */
export function Alert({
  tone = "info",
  title,
  children,
  action,
  className,
  ...props
}: Omit<ComponentProps<"div">, "title"> & { tone?: Tone; title?: ReactNode; action?: ReactNode }) {
  const Icon = toneIcon[tone];
  return (
    <div className={cn("flex gap-3 rounded-md px-4 py-3", toneGround[tone], className)} {...props}>
      <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-1">
        {title && <p className={cn("font-medium", toneText[tone])}>{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}
