"use client";

import { ArrowRight, CalendarPlus, CalendarX, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AppointmentActions } from "#components/console/appointment-actions.tsx";
import { AppointmentStatus } from "#components/console/appointment-status.tsx";
import { useAppointmentChange } from "#components/console/use-appointment-change.ts";
import { whenWords } from "#components/console/when-words.ts";
import { customerHref } from "#components/customers/customer-filter.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ArtistSchedule, ScheduleItem } from "#lib/schedule/schedule-view.ts";
import type { AppointmentItem } from "./board-types.ts";
import { TimeExplanation } from "./time-explanation.tsx";
import { useItemWords } from "./use-item-words.ts";
import { useTimeOff } from "./use-time-off.ts";
import { WhyOffered } from "./why-offered.tsx";

/** What was pressed: an item, or a free stretch. */
export type Pressed =
  | { kind: "item"; item: ScheduleItem; schedule: ArtistSchedule }
  | { kind: "stretch"; startMs: number; endMs: number; schedule: ArtistSchedule };

export type NewKind = "appointment" | "time_off";

/** Everything about what was pressed; from the bottom on a phone. */
export function ItemSheet({
  pressed,
  nowMs,
  mayTakeTimeOff,
  onClose,
  onNew,
}: {
  pressed: Pressed | null;
  nowMs: number;
  mayTakeTimeOff: boolean;
  onClose: () => void;
  onNew: (kind: NewKind, at: { artistId: string; startMs: number }) => void;
}) {
  const t = useTranslations("schedule.sheet");
  const common = useTranslations("common");
  const locale = useLocale();
  const words = useItemWords();
  if (!pressed) return null;
  const { schedule } = pressed;
  const { artist } = schedule;
  const span = pressed.kind === "item" ? pressed.item : pressed;
  const when = whenWords(span, artist.timeZone, nowMs, locale);
  const title = pressed.kind === "item" ? words(pressed.item).name : t("stretch", { artist: artist.name });
  const isLong = span.endMs - span.startMs > 86_400_000;
  const until = whenWords({ startMs: span.endMs - 1, endMs: span.endMs }, artist.timeZone, nowMs, locale);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={isLong ? `${when.date} – ${until.date}` : `${when.date}, ${when.time}`}
        closeLabel={common("close")}
      >
        {pressed.kind === "item" && pressed.item.kind === "appointment" ? (
          <AppointmentPart item={pressed.item} nowMs={nowMs} />
        ) : (
          <div className="space-y-5">
            <section aria-label={t("why")}>
              <h3 className="mb-2 text-sm font-semibold">{t("why")}</h3>
              <TimeExplanation
                artist={artist}
                services={schedule.services}
                startMs={span.startMs}
                endMs={Math.min(span.endMs, span.startMs + 86_400_000)}
              />
            </section>
            {pressed.kind === "item" && pressed.item.kind === "time_off" && mayTakeTimeOff && (
              <TimeOffPart artistId={artist.id} item={pressed.item} onDone={onClose} />
            )}
            {pressed.kind === "stretch" && span.endMs > nowMs && (
              <div className="flex flex-wrap gap-3">
                <Button
                  variant="primary"
                  onClick={() => onNew("appointment", { artistId: artist.id, startMs: span.startMs })}
                >
                  <CalendarPlus aria-hidden />
                  {t("newAppointment")}
                </Button>
                {mayTakeTimeOff && (
                  <Button onClick={() => onNew("time_off", { artistId: artist.id, startMs: span.startMs })}>
                    <CalendarX aria-hidden />
                    {t("newTimeOff")}
                  </Button>
                )}
              </div>
            )}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

function AppointmentPart({ item, nowMs }: { item: AppointmentItem; nowMs: number }) {
  const t = useTranslations("schedule.sheet");
  const live = useAppointmentChange(item.appointment);
  const { current } = live;
  const contact = [current.clientEmail, current.clientPhone].filter(Boolean).join(" · ");
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AppointmentStatus status={current.status} />
        <span>{t("what", { service: current.service.name, artist: current.artist.name })}</span>
      </div>
      {contact && <p className="break-words text-ink-soft">{contact}</p>}
      {current.description && (
        <p className="line-clamp-6 whitespace-pre-wrap break-words">{current.description}</p>
      )}
      <AppointmentActions live={live} nowMs={nowMs} />
      <div className="flex flex-wrap gap-3">
        <LinkButton size="sm" href={`/admin/appointments/${encodeURIComponent(item.id)}`}>
          {t("open")}
          <ArrowRight aria-hidden />
        </LinkButton>
        {current.customerId !== null && (
          <LinkButton size="sm" variant="ghost" href={customerHref(current.customerId)}>
            {t("customer")}
          </LinkButton>
        )}
      </div>
      <WhyOffered appointment={current} />
    </div>
  );
}

function TimeOffPart({
  artistId,
  item,
  onDone,
}: {
  artistId: string;
  item: Extract<ScheduleItem, { kind: "time_off" | "closure" }>;
  onDone: () => void;
}) {
  const t = useTranslations("schedule.sheet");
  const { giveBack } = useTimeOff(artistId);
  return (
    <Button
      variant="danger"
      size="sm"
      onClick={() => {
        onDone();
        void giveBack(item.id, item);
      }}
    >
      <Trash2 aria-hidden />
      {t("removeTimeOff")}
    </Button>
  );
}
