import { cn } from "#lib/core/cn.ts";

/** How much of something is there, 0 to 1. `text` says it to who does not see the bar. */
export function ProgressBar({
  label,
  share,
  text,
  held = false,
  className,
}: {
  label: string;
  share: number;
  text: string;
  /** It stands still for now. */
  held?: boolean;
  className?: string;
}) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className={cn("h-1.5 overflow-hidden rounded-full bg-sunk", className)}
    >
      <div
        className={cn("h-full rounded-full transition-[width]", held ? "bg-warn" : "bg-accent-fill")}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
