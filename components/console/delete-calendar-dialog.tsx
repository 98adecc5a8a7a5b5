"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { callApi } from "./api.ts";
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = calendar.displayName || calendar.calendarId;

  async function connectAgain() {
    const { artistId, calendarUrl, calendarId, purpose, blockBy } = calendar;
    try {
      await callApi("POST", "/api/admin/calendars", { artistId, calendarUrl, calendarId, purpose, blockBy });
      toast({ text: t("undone", { calendar: name }) });
      router.refresh();
    } catch (error) {
      toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
    }
  }

  async function remove() {
    setBusy(true);
    setProblem(null);
    try {
      await callApi("DELETE", `/api/admin/calendars?id=${encodeURIComponent(calendar.id)}`);
      toast({
        text: t("done", { calendar: name }),
        action: { label: common("undo"), onSelect: () => void connectAgain() },
      });
      router.refresh();
      setOpen(false);
    } catch (error) {
      setProblem(problemWords(error));
    }
    setBusy(false);
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t("title", { calendar: name })} closeLabel={common("close")}>
        {problem && (
          <Alert tone="bad" role="alert" className="mb-4">
            {problem}
          </Alert>
        )}
        <ul className="list-disc space-y-1.5 pl-5">
          <li>{t("blocks", { name: artist.name })}</li>
          {calendar.purpose === "write" && <li>{t("writes", { name: artist.name })}</li>}
          <li>{t("stays")}</li>
        </ul>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="ghost">{t("keep")}</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={() => void remove()}>
            {t("submit")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
