import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";

export function Label({ className, htmlFor, ...props }: ComponentProps<"label"> & { htmlFor: string }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: htmlFor is required here, the words come as children
    <label htmlFor={htmlFor} className={cn("block text-sm font-medium text-ink", className)} {...props} />
  );
}
