"use client";

import type { ReactNode } from "react";
import { BellProvider } from "./bell-provider.tsx";
import { MessengerEventsProvider } from "./messenger-events-provider.tsx";
import { UrgentToasts } from "./urgent-toasts.tsx";

/** What is told to whoever is signed in, for everything inside: the stream, the bell's list, toasts for what is urgent. */
export function BellFrame({
  userId,
  since,
  children,
}: {
  userId: string;
  /** The newest event (its seq) when the page was made. */
  since: number;
  children: ReactNode;
}) {
  return (
    <MessengerEventsProvider userId={userId} since={since}>
      <BellProvider>
        {children}
        <UrgentToasts userId={userId} />
      </BellProvider>
    </MessengerEventsProvider>
  );
}
