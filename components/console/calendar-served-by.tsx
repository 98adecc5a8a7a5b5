"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { useApiCall } from "./use-api-call.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Which account reads and writes a calendar, and the way to change it. */
export function CalendarServedBy({
  artist,
  calendar,
  nowMs,
}: {
  artist: { name: string; timeZone: string };
  calendar: CalendarView;
  nowMs: number;
}) {
  const t = useTranslations("console.calendars");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();
  const isOwn = calendar.servedBy === "connection";
  if (!isOwn && !calendar.shared) return null;
  const change = async () => {
    const path = `/api/admin/calendars/${encodeURIComponent(calendar.id)}/serve`;
    const made = await call("POST", path, { by: isOwn ? "service" : "connection" });
    if (made.ok) return router.refresh();
    const refused = made.problem.code === "invalid_input";
    toast({
      text: refused ? t("serveRefused") : problemWords(made.problem),
      tone: "bad",
      durationMs: 10_000,
    });
  };
  return (
    <p className="text-sm text-ink-soft">
      {calendar.connectionLostAt !== null && (
        <span className="text-warn">
          {t("connectionLost", { name: artist.name })}{" "}
          <RelativeTime
            atMs={calendar.connectionLostAt}
            nowMs={nowMs}
            timeZone={artist.timeZone}
            locale={locale}
          />
          .{" "}
        </span>
      )}
      {isOwn ? t("servedByConnection", { name: artist.name }) : t("servedByService")}{" "}
      <Button variant="link" size="sm" busy={busy} onClick={() => void change()}>
        {isOwn ? t("serveByService") : t("serveByConnection")}
      </Button>
    </p>
  );
}
