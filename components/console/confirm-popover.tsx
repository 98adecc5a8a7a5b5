"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";

/** Asks once more before what cannot be taken back. `children` is the button that opens it. */
export function ConfirmPopover({
  title,
  text,
  keep,
  confirm,
  onConfirm,
  children,
}: {
  title: string;
  /** What it means. */
  text: string;
  /** The words of the button that leaves everything as it is; it has the focus. */
  keep: string;
  /** The words of the button that goes on. */
  confirm: string;
  onConfirm: () => void;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{children}</PopoverTrigger>
      <PopoverContent label={title}>
        <p className="text-sm font-semibold">{title}</p>
        <p className="mt-1 text-sm text-ink-soft">{text}</p>
        <div className="mt-4 flex justify-end gap-2">
          <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
            {keep}
          </Button>
          <Button
            size="sm"
            variant="danger"
            onClick={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}
