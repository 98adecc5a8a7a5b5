"use client";

import { useTranslations } from "next-intl";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { FOLLOW_UP_EVENTS } from "#lib/follow-ups/kinds.ts";
import { FollowUpCell } from "./follow-up-cell.tsx";

/** Every event with what follows it in each system: a row an event, a column a system. */
export function FollowUpBoard({ followUps }: { followUps: FollowUpView[] }) {
  const t = useTranslations("follow-ups");
  return (
    <div className="divide-y rounded-md border bg-raised">
      {FOLLOW_UP_EVENTS.map((event) => (
        <section
          key={event}
          aria-labelledby={`event-${event}`}
          className="gap-x-8 gap-y-3 px-4 py-5 sm:px-5 lg:grid lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]"
        >
          <div className="mb-3 lg:mb-0">
            <h2 id={`event-${event}`} className="font-display text-lg leading-snug font-semibold">
              {t(`event.${event}`)}
            </h2>
            <p className="mt-1 text-sm text-ink-soft">{t(`eventText.${event}`)}</p>
          </div>
          <ul aria-labelledby={`event-${event}`} className="grid gap-x-6 sm:grid-cols-3">
            {followUps
              .filter((one) => one.event === event)
              .map((followUp) => (
                <FollowUpCell key={followUp.connector} followUp={followUp} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
