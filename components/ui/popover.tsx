"use client";

import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;

/** A small sheet beside the button that opened it; Escape and a press elsewhere close it. `label` names it. */
export function PopoverContent({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        aria-label={label}
        align="end"
        sideOffset={6}
        collisionPadding={16}
        className="z-50 w-[min(24rem,calc(100vw-2rem))] rounded-md border bg-raised p-4 shadow-float duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0"
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
