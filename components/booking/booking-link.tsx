"use client";

import type { ComponentProps, MouseEvent } from "react";

/** True for a plain click that should stay in this tab. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/**
 * A real link to another state of the booking page. With scripts it changes the address at once, without asking the
 * server; the back button undoes it. `onGo` runs after that.
 */
export function BookingLink({
  href,
  onGo,
  ...props
}: ComponentProps<"a"> & { href: string; onGo?: (() => void) | undefined }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        if (!isPlain(event) || event.defaultPrevented) return;
        event.preventDefault();
        window.history.pushState(null, "", href);
        onGo?.();
      }}
      {...props}
    />
  );
}
