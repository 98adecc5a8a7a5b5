"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ApiProblem } from "./api.ts";
import type { AppointmentChange, LiveAppointment } from "./use-appointment-change.ts";
import { useUndoToast } from "./use-undo-toast.ts";
import { whenWords } from "./when-words.ts";

/** Moves an appointment to another start (epoch ms), its length kept; the toast can take it back. @returns a refusal that is still to be told, or null. */
export function useMove(live: LiveAppointment): (startMs: number) => Promise<ApiProblem | null> {
  const t = useTranslations("console.move");
  const locale = useLocale();
  const undoable = useUndoToast(live);

  return async (startMs) => {
    const before = live.current;
    const endMs = startMs + (before.endMs - before.startMs);
    const outcome = await live.change(moveTo(startMs, endMs));
    if (!outcome.ok) return outcome.stale ? null : outcome.problem;

    const when = whenWords({ startMs, endMs }, before.artist.timeZone, startMs, locale);
    undoable(t("done", { name: before.clientName, when: `${when.date}, ${when.time}` }));
    return null;
  };
}

function moveTo(startMs: number, endMs: number): AppointmentChange {
  return { body: { startTime: new Date(startMs).toISOString() }, shown: { startMs, endMs, conflict: false } };
}
