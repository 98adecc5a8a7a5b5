"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { buttonVariants } from "./button.tsx";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

/** The floating sheet. `title` is always there; `closeLabel` names the cross. From the bottom on phones. */
export function DialogContent({
  className,
  title,
  description,
  closeLabel,
  hideTitle = false,
  children,
  ...props
}: Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  hideTitle?: boolean;
}) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-backdrop data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto rounded-md border bg-raised p-5 shadow-float duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 sm:inset-x-auto sm:bottom-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6",
          className,
        )}
        {...props}
      >
        <div className={cn("pr-10", hideTitle && "sr-only")}>
          <Primitive.Title className="font-display text-xl font-semibold">{title}</Primitive.Title>
          {description && (
            <Primitive.Description className="mt-1 text-ink-soft">{description}</Primitive.Description>
          )}
        </div>
        <Primitive.Close
          aria-label={closeLabel}
          className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "absolute top-3 right-3")}
        >
          <X aria-hidden />
        </Primitive.Close>
        <div className={hideTitle ? undefined : "mt-4"}>{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("mt-6 flex flex-wrap justify-end gap-3", className)} {...props} />;
}
