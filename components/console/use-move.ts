"use client";

import { useLocale, useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { ApiProblem } from "./api.ts";
import type { AppointmentChange, LiveAppointment } from "./use-appointment-change.ts";
import { whenWords } from "./when-words.ts";

/** Moves an appointment to another start (epoch ms), its length kept; the toast can take it back. @returns a refusal that is still to be told, or null. */
export function useMove(live: LiveAppointment): (startMs: number) => Promise<ApiProblem | null> {
  const t = useTranslations("console.move");
  const common = useTranslations("common");
  const locale = useLocale();
  const toast = useToast();

  return async (startMs) => {
    const before = live.current;
    const endMs = startMs + (before.endMs - before.startMs);
    const outcome = await live.change(moveTo(startMs, endMs));
    if (!outcome.ok) return outcome.stale ? null : outcome.problem;

    const when = whenWords({ startMs, endMs }, before.artist.timeZone, startMs, locale);
    toast({
      text: t("done", { name: before.clientName, when: `${when.date}, ${when.time}` }),
      action: { label: common("undo"), onSelect: () => void live.undo() },
    });
    return null;
  };
}

function moveTo(startMs: number, endMs: number): AppointmentChange {
  return { body: { startTime: new Date(startMs).toISOString() }, shown: { startMs, endMs, conflict: false } };
}
