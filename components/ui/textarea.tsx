import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";
import { controlClasses } from "./control.ts";

/** Grows with its text where the browser can. */
export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn(
        controlClasses,
        "field-sizing-content max-h-96 min-h-28 py-2.5 leading-normal",
        className,
      )}
      {...props}
    />
  );
}
