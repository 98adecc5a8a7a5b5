import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "#lib/core/cn.ts";
import { Spinner } from "./spinner.tsx";

/** Classes of a button, shared by Button and LinkButton. `primary` is for the one thing to do next. */
export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap no-underline transition-colors disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent-fill text-on-accent hover:bg-accent-fill-hover",
        secondary: "border border-line-strong bg-raised text-ink hover:bg-sunk",
        ghost: "text-ink hover:bg-sunk",
        danger: "border border-bad bg-raised text-bad hover:bg-bad-ground",
        link: "h-auto! p-0! text-accent-text underline underline-offset-4 hover:no-underline",
      },
      size: {
        sm: "h-9 px-3 text-sm",
        md: "h-11 px-4 text-base",
        lg: "h-13 px-6 text-base",
        icon: "size-11 p-0",
        "icon-sm": "size-9 p-0 text-sm",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    busy?: boolean;
    /** The name of a button that shows an icon only: read aloud, and shown where a mouse rests. */
    label?: string;
  };

/**
 * A button. `busy` shows a spinner and refuses clicks and submission while keeping its focus.
 * Passes a handler on only as given, so that it stays usable in server components.
 */
export function Button({
  className,
  variant,
  size,
  busy = false,
  type = "button",
  label,
  onClick,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type={busy ? "button" : type}
      className={cn(buttonVariants({ variant, size }), className)}
      aria-disabled={busy || undefined}
      aria-label={label}
      title={label}
      onClick={busy ? undefined : onClick}
      {...props}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
