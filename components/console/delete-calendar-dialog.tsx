"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Ends the link to a calendar after naming what that means; the toast connects it again. */
export function DeleteCalendarDialog({
  artist,
  calendar,
  children,
}: {
  artist: { id: string; name: string };
  calendar: CalendarView;
  children: ReactNode;
}) {
  const t = useTranslations("console.deleteCalendar");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [open, setOpen] = useState(false);
  const { busy, problem, call } = useApiCall();
  const name = calendar.displayName || calendar.calendarId;

  async function connectAgain() {
    const { artistId, calendarUrl, calendarId, purpose, blockBy } = calendar;
    const body = { artistId, calendarUrl, calendarId, purpose, blockBy };
    const made = await call("POST", "/api/admin/calendars", body);
    if (made.ok) toast({ text: t("undone", { calendar: name }) });
    else toast({ text: problemWords(made.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  async function remove() {
    const removed = await call("DELETE", `/api/admin/calendars?id=${encodeURIComponent(calendar.id)}`);
    if (!removed.ok) return;
    toast({
      text: t("done", { calendar: name }),
      action: { label: common("undo"), onSelect: () => void connectAgain() },
    });
    router.refresh();
    setOpen(false);
  }

  return (
    <FormDialog
      trigger={children}
      title={t("title", { calendar: name })}
      open={open}
      onOpenChange={setOpen}
      problem={problem}
      leave={t("keep")}
      submit={t("submit")}
      tone="danger"
      busy={busy}
      onSubmit={() => void remove()}
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>{t("blocks", { name: artist.name })}</li>
        {calendar.purpose === "write" && <li>{t("writes", { name: artist.name })}</li>}
        <li>{t("stays")}</li>
      </ul>
    </FormDialog>
  );
}
