"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { ApiProblem, callApi } from "./api.ts";
import { count, fields } from "./json-fields.ts";
import type { Decision } from "./use-decision.ts";
import { useProblemWords } from "./use-problem-words.ts";

type Shown = Pick<AppointmentView, "status" | "startMs" | "endMs" | "conflict" | "version">;

/** What is shown ahead of the page: as new as `version`, and until it is answered while `busy`. */
interface Own {
  shown: Partial<Shown>;
  /** What an undo leads back to. */
  before: Partial<Shown>;
  version: number;
  busy: boolean;
}

export interface AppointmentChange {
  /** What is sent to PATCH. */
  body: { status: Decision; word?: string } | { startTime: string };
  /** What is shown at once, before the answer. */
  shown: Partial<Shown>;
}

/** `stale`: somebody was faster. That has been told already, because the row and its dialog may leave with the refresh. */
export type ChangeOutcome =
  | { ok: true; version: number }
  | { ok: false; stale: boolean; problem: ApiProblem };

/** An appointment as its person sees it, and the way to change it. */
export interface LiveAppointment {
  current: AppointmentView;
  busy: boolean;
  /** `version` is the one the decision was made on; without it, the one shown. */
  change: (change: AppointmentChange, version?: number) => Promise<ChangeOutcome>;
  /** Takes back the last change, and says so, or why not. The row may have left the page by then. */
  undo: () => Promise<void>;
}

/**
 * Changes an appointment and shows the outcome at once. What the page knows by itself wins again as soon as it is as
 * new as our own answer.
 */
export function useAppointmentChange(appointment: AppointmentView): LiveAppointment {
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const t = useTranslations("console.actions");
  const [own, setOwn] = useState<Own | null>(null);
  const current =
    own && (own.busy || own.version > appointment.version) ? { ...appointment, ...own.shown } : appointment;

  async function change(
    { body, shown }: AppointmentChange,
    version = current.version,
  ): Promise<ChangeOutcome> {
    const { status, startMs, endMs, conflict } = current;
    const before = { status, startMs, endMs, conflict };
    setOwn({ shown, before, version, busy: true });
    try {
      const path = `/api/appointments/${encodeURIComponent(appointment.id)}`;
      const answer = fields(await callApi("PATCH", path, { ...body, version }));
      const next = count(fields(answer.appointment).version) || version + 1;
      setOwn({ shown: { ...shown, version: next }, before, version: next, busy: false });
      router.refresh();
      return { ok: true, version: next };
    } catch (error) {
      setOwn(null);
      const problem =
        error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
      const stale = problem.code === "conflict" || problem.code === "not_found";
      if (stale) {
        toast({ text: problemWords(problem), tone: "bad", durationMs: 10_000 });
        router.refresh();
      }
      return { ok: false, stale, problem };
    }
  }

  async function undo(): Promise<void> {
    try {
      const path = `/api/appointments/${encodeURIComponent(appointment.id)}/undo`;
      const version = count(fields(fields(await callApi("POST", path)).appointment).version);
      // A page that was asked for before still knows the change.
      setOwn((last) => ({ shown: { ...last?.before, version }, before: {}, version, busy: false }));
      toast({ text: t("undone", { name: appointment.clientName }) });
    } catch (error) {
      const taken = error instanceof ApiProblem && error.code === "slot_taken";
      toast({ text: taken ? t("undoTaken") : problemWords(error), tone: "bad", durationMs: 10_000 });
    }
    router.refresh();
  }

  return { current, busy: own?.busy ?? false, change, undo };
}
