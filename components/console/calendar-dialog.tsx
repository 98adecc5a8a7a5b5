"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { CalendarForm } from "./calendar-form.tsx";

/** The sheet around CalendarForm. `children` is the button that opens it. */
export function CalendarDialog({
  artist,
  calendar,
  hasWritten,
  children,
}: {
  artist: { id: string; name: string };
  calendar: CalendarView | null;
  hasWritten: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("console.calendars");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        title={
          calendar
            ? t("editTitle", { calendar: calendar.displayName || calendar.calendarId })
            : t("connectTitle", { name: artist.name })
        }
        closeLabel={common("close")}
        className="sm:max-w-xl"
      >
        <CalendarForm
          artist={artist}
          calendar={calendar}
          hasWritten={hasWritten}
          onClose={() => setOpen(false)}
        />
      </DialogContent>
    </Dialog>
  );
}
