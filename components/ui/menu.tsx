"use client";

import type { LucideIcon } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";

/** Not modal: what lies behind stays reachable, and a sheet opened from it takes the focus without a fight. */
export function Menu(props: Omit<ComponentProps<typeof Primitive.Root>, "modal">) {
  return <Primitive.Root modal={false} {...props} />;
}
export const MenuTrigger = Primitive.Trigger;

/** What can be done besides, beside the button that opened it. Arrows move, letters find, Escape closes. */
export function MenuContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="end"
        sideOffset={6}
        collisionPadding={16}
        className={cn(
          "z-50 w-[min(20rem,calc(100vw-2rem))] rounded-md border bg-raised p-1.5 shadow-float duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0",
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}

/** A line of the menu; `hint` says in a few words what it does. With `href` it is a link. */
export function MenuItem({
  icon: Icon,
  hint,
  tone,
  href,
  download,
  children,
  ...props
}: Omit<ComponentProps<typeof Primitive.Item>, "asChild"> & {
  icon: LucideIcon;
  hint?: ReactNode;
  tone?: "danger";
  /** Makes it a link. */
  href?: string;
  /** The link's answer is kept as a file. */
  download?: boolean;
}) {
  const look = cn(
    "flex min-h-11 w-full cursor-pointer items-start gap-3 rounded-sm px-3 py-2.5 text-left leading-snug outline-none data-highlighted:bg-sunk",
    tone === "danger" && "text-bad",
  );
  const inside = (
    <>
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <span className="min-w-0">
        <span className="block font-medium">{children}</span>
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </span>
    </>
  );
  if (href === undefined)
    return (
      <Primitive.Item className={look} {...props}>
        {inside}
      </Primitive.Item>
    );
  return (
    <Primitive.Item asChild {...props}>
      <a href={href} download={download} className={look}>
        {inside}
      </a>
    </Primitive.Item>
  );
}
