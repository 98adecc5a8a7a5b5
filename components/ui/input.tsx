import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";
import { controlClasses } from "./control.ts";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClasses, "h-11", className)} {...props} />;
}
