import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { type Tone, toneGround, toneIcon, toneText } from "./tone.ts";

/** A state: icon and word, coloured by its tone. `icon` replaces the tone's own. */
export function StatusBadge({
  tone,
  icon,
  children,
  className,
}: {
  tone: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
}) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-sm font-medium whitespace-nowrap",
        toneGround[tone],
        toneText[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </span>
  );
}
