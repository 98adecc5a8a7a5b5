import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";
import { buttonVariants } from "./button.tsx";

/** A link that looks like a button: for going somewhere, never for doing something. `label` as a Button's. */
export function LinkButton({
  className,
  variant,
  size,
  label,
  ...props
}: ComponentProps<typeof Link> & VariantProps<typeof buttonVariants> & { label?: string }) {
  return (
    <Link
      className={cn(buttonVariants({ variant, size }), className)}
      aria-label={label}
      title={label}
      {...props}
    />
  );
}
