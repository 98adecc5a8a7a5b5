"use client";

import { useTranslations } from "next-intl";
import type { ScheduleItem } from "#lib/schedule/schedule-view.ts";

/** What an item is called, and in one line what it is. */
export function useItemWords(): (item: ScheduleItem) => { name: string; what: string } {
  const t = useTranslations("schedule.item");
  const status = useTranslations("console.status");
  return (item) => {
    switch (item.kind) {
      case "appointment":
        return {
          name: item.appointment.clientName,
          what: `${item.appointment.service.name} · ${status(item.appointment.status)}`,
        };
      case "event":
        return {
          name: item.title ?? t(item.isPrivate ? "private" : "untitled"),
          what: t("event", { calendar: item.calendar }),
        };
      case "private":
        return { name: t("private"), what: t("event", { calendar: item.calendar }) };
      default:
        return { name: item.note || t(item.kind), what: t(item.kind) };
    }
  };
}
