"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ApiProblem, callApi } from "#components/console/api.ts";
import { count, fields } from "#components/console/json-fields.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { whenWords } from "#components/console/when-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { AppointmentItem } from "./board-types.ts";

/** As long as the mail to the customer waits. */
const UNDO_SHOWN_MS = 15_000;

interface Ahead {
  startMs: number;
  endMs: number;
  version: number;
}

/**
 * Moves appointments and shows the outcome at once; what is refused goes back, with the reason. What the page knows by
 * itself wins again as soon as it is as new as our own answer.
 */
export function useMoveItem(): {
  shown: (item: AppointmentItem) => AppointmentItem;
  move: (item: AppointmentItem, to: { startMs: number; endMs: number }) => Promise<void>;
} {
  const t = useTranslations("schedule.move");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [ahead, setAhead] = useState<ReadonlyMap<string, Ahead>>(new Map());

  const put = (id: string, next: Ahead | null) =>
    setAhead((before) => {
      const after = new Map(before);
      if (next) after.set(id, next);
      else after.delete(id);
      return after;
    });

  const refused = (problem: unknown) =>
    toast({
      text: t("refused", { reason: problemWords(problem) }),
      tone: "bad",
      durationMs: 10_000,
    });

  async function undo(item: AppointmentItem) {
    try {
      await callApi("POST", `/api/appointments/${encodeURIComponent(item.id)}/undo`);
      put(item.id, null);
      toast({ text: t("undone", { name: item.appointment.clientName }) });
    } catch (error) {
      const taken = error instanceof ApiProblem && error.code === "slot_taken";
      toast({ text: taken ? t("undoTaken") : problemWords(error), tone: "bad", durationMs: 10_000 });
    }
    router.refresh();
  }

  return {
    shown(item) {
      const own = ahead.get(item.id);
      if (!own || own.version < item.appointment.version) return item;
      const { startMs, endMs } = own;
      return {
        ...item,
        startMs,
        endMs,
        appointment: { ...item.appointment, startMs, endMs, version: own.version },
      };
    },
    async move(item, to) {
      const { version, clientName, artist } = item.appointment;
      put(item.id, { ...to, version });
      try {
        const answer = fields(
          await callApi("PATCH", `/api/appointments/${encodeURIComponent(item.id)}`, {
            startTime: new Date(to.startMs).toISOString(),
            endTime: new Date(to.endMs).toISOString(),
            version,
          }),
        );
        put(item.id, { ...to, version: count(fields(answer.appointment).version) || version + 1 });
        const words = whenWords(to, artist.timeZone, to.startMs, locale);
        toast({
          text: t(item.startMs === to.startMs ? "resized" : "moved", {
            name: clientName,
            when: `${words.date}, ${words.time}`,
          }),
          action: { label: common("undo"), onSelect: () => void undo(item) },
          durationMs: UNDO_SHOWN_MS,
        });
      } catch (error) {
        put(item.id, null);
        refused(error);
      }
      router.refresh();
    },
  };
}
