"use client";

import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";

/** As long as the mail to the customer waits: who takes it back from here takes it back unread. */
const SHOWN_MS = 15_000;

/** Says what was done to an appointment, with the way to take it back. */
export function useUndoToast(live: LiveAppointment): (text: string) => void {
  const common = useTranslations("common");
  const toast = useToast();
  return (text) =>
    toast({
      text,
      action: { label: common("undo"), onSelect: () => void live.undo() },
      durationMs: SHOWN_MS,
    });
}
