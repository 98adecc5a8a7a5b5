import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";
import { controlClasses } from "./control.ts";

/** The browser's own select, in our clothes: works with every keyboard, phone and screen reader. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block", className)}>
      <select className={cn(controlClasses, "h-11 appearance-none truncate pr-10")} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}
