"use client";

import { UserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

/** On a phone: who is signed in and what goes with it, folded away. Closes on Escape, a press elsewhere, a new page. */
export function AccountMenu({ label, children }: { label: string; children: ReactNode }) {
  const root = useRef<HTMLDetailsElement>(null);
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes it
  useEffect(() => root.current?.removeAttribute("open"), [path]);

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target))
        root.current?.removeAttribute("open");
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => document.removeEventListener("pointerdown", onPointerDown);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || !root.current?.open) return;
    root.current.removeAttribute("open");
    root.current.querySelector("summary")?.focus();
  }

  return (
    <details ref={root} onKeyDown={onKeyDown} className="relative">
      <summary
        aria-label={label}
        className="grid size-11 list-none place-items-center rounded-md hover:bg-sunk [&::-webkit-details-marker]:hidden"
      >
        <UserRound aria-hidden className="size-5" />
      </summary>
      <div className="absolute top-full right-0 w-64 rounded-md border bg-raised p-2 pt-3 shadow-float">
        {children}
      </div>
    </details>
  );
}
