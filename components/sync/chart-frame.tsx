import type { ReactNode } from "react";

/** The axes of a chart, which its description says too: bottom and top at the left, from when to when below. */
export function ChartFrame({
  top,
  bottom,
  from,
  to,
  children,
}: {
  top: string;
  bottom: string;
  from: string;
  to: string;
  children: ReactNode;
}) {
  return (
    <div className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-1 text-xs text-ink-faint tabular-nums">
      <div aria-hidden className="-my-1 flex flex-col justify-between text-right">
        <span>{top}</span>
        <span>{bottom}</span>
      </div>
      {children}
      <p aria-hidden className="col-start-2 flex justify-between">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </div>
  );
}
