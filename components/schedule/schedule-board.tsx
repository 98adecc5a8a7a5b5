"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAvailabilityEvents } from "#components/booking/use-availability-events.ts";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { useGo } from "#components/console/navigation-progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistSchedule, ScheduleItem } from "#lib/schedule/schedule-view.ts";
import { AllDayRow } from "./all-day-row.tsx";
import { BoardHead } from "./board-head.tsx";
import { type AppointmentItem, type BoardColumn, type ChosenTime, isMovable } from "./board-types.ts";
import { ChosenBar } from "./chosen-bar.tsx";
import { DayColumn } from "./day-column.tsx";
import { wholeDay } from "./day-span.ts";
import { firstFree } from "./first-free.ts";
import { HourAxis, mostCommonHours } from "./hour-axis.tsx";
import { ItemSheet, type NewKind, type Pressed } from "./item-sheet.tsx";
import { type NewEntry, NewEntryDialog } from "./new-entry-dialog.tsx";
import { useDrag } from "./use-drag.ts";
import { useMoveItem } from "./use-move-item.ts";
import { useScheduleKeys } from "./use-schedule-keys.ts";
import { useSwipe } from "./use-swipe.ts";

const HOUR_MS = 3_600_000;

export interface BoardLinks {
  today: string;
  day: string;
  week: string;
  back: string;
  forth: string;
  phoneBack: string;
  phoneForth: string;
}

/** Days and what stands in them: moved, resized and drawn by pointer or keyboard. Readable without JavaScript. */
export function ScheduleBoard({
  columns,
  nowMs,
  dayHref,
  links,
  mayTakeTimeOff,
  byArtist,
}: {
  columns: readonly BoardColumn[];
  nowMs: number;
  /** The day view of each column's day, by key. */
  dayHref: Record<string, string>;
  links: BoardLinks;
  mayTakeTimeOff: boolean;
  /** A column is an artist's, not a day's. */
  byArtist: boolean;
}) {
  const t = useTranslations("schedule");
  const root = useRef<HTMLDivElement>(null);
  const toast = useToast();
  const go = useGo();
  const { shown, move } = useMoveItem();
  const [chosen, setChosen] = useState<{ time: ChosenTime; byKeys: boolean } | null>(null);
  const [pressed, setPressed] = useState<Pressed | null>(null);
  const [entry, setEntry] = useState<NewEntry | null>(null);

  const schedules = [...new Map(columns.map(({ schedule }) => [schedule.artist.id, schedule])).values()];
  const itemsByArtist = new Map(
    schedules.map((schedule): [string, ScheduleItem[]] => [
      schedule.artist.id,
      schedule.items.map((item) => (item.kind === "appointment" ? shown(item) : item)),
    ]),
  );
  const itemsIn = (column: BoardColumn) => itemsByArtist.get(column.schedule.artist.id) ?? [];
  const takesDay = (column: BoardColumn, item: ScheduleItem) => {
    const { startMs, endMs } = wholeDay(column.span.day, column.span.zone);
    const covers = item.startMs <= startMs && item.endMs >= endMs;
    return covers || (item.kind === "event" && item.allDay && item.endMs > startMs && item.startMs < endMs);
  };
  const timed = (column: BoardColumn) => itemsIn(column).filter((item) => !takesDay(column, item));
  const allDay = (column: BoardColumn) => itemsIn(column).filter((item) => takesDay(column, item));
  const findAppointment = (id: string): AppointmentItem | null => {
    for (const items of itemsByArtist.values())
      for (const item of items) if (item.kind === "appointment" && item.id === id) return item;
    return null;
  };
  const movable = (id: string) => {
    const item = findAppointment(id);
    return item && isMovable(item, nowMs) ? item : null;
  };
  /** What is shown already tells at once; what is not shown the calendar tells a moment later. */
  const meets = (time: ChosenTime) =>
    (itemsByArtist.get(time.artistId) ?? []).some(
      (item) =>
        item.id !== time.itemId &&
        !(item.kind === "appointment" && ["COMPLETED", "NO_SHOW"].includes(item.appointment.status)) &&
        item.startMs < time.endMs &&
        item.endMs > time.startMs,
    );

  function drop(time: ChosenTime) {
    setChosen(null);
    if (time.mode === "create") {
      const { artistId, startMs, endMs } = time;
      setEntry({ kind: "appointment", artistId, startMs, endMs });
      return;
    }
    const item = findAppointment(time.itemId ?? "");
    if (!item || (item.startMs === time.startMs && item.endMs === time.endMs)) return;
    if (time.startMs <= Date.now()) {
      toast({ text: t("move.past"), tone: "bad" });
      return;
    }
    void move(item, time);
    // In another day it is another element: the keys stay with it.
    if (chosen?.byKeys)
      requestAnimationFrame(() =>
        root.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(item.id)}"]`)?.focus(),
      );
  }

  function press({ artistId, startMs }: ChosenTime) {
    const schedule = schedules.find(({ artist }) => artist.id === artistId);
    // Up to an hour, as far as nothing else begins.
    const next = (itemsByArtist.get(artistId) ?? []).map((item) => item.startMs).filter((ms) => ms > startMs);
    const endMs = Math.min(startMs + HOUR_MS, ...next);
    if (schedule) setPressed({ kind: "stretch", startMs, endMs, schedule });
  }

  function open(item: ScheduleItem, column: BoardColumn) {
    setPressed({ kind: "item", item, schedule: column.schedule });
  }

  function startNew(kind: NewKind, at?: { artistId: string; startMs: number }) {
    setPressed(null);
    const free = firstFree(
      columns.map((column) => ({
        span: column.span,
        open: column.schedule.open,
        items: itemsIn(column),
      })),
      nowMs,
    );
    const first = columns[free?.index ?? 0];
    if (!first) return;
    const place = at ?? {
      artistId: first.schedule.artist.id,
      startMs: free?.startMs ?? Math.max(Math.ceil(nowMs / HOUR_MS) * HOUR_MS, first.span.startMs),
    };
    setEntry({ kind, ...place, endMs: null });
  }

  const drag = useDrag({
    root,
    columns,
    movable,
    onChange: (time) => setChosen(time && { time, byKeys: false }),
    onDrop: drop,
    onPress: press,
  });
  useScheduleKeys({
    root,
    columns,
    chosen: chosen?.time ?? null,
    itemsOf: timed,
    movable,
    onChange: (time) => setChosen(time && { time, byKeys: true }),
    onDrop: drop,
    onNew: () => startNew("appointment"),
    links,
    go,
  });
  useSwipe(root, { back: () => go(links.phoneBack), forth: () => go(links.phoneForth) });

  const time = chosen?.time ?? null;
  const moving = time?.itemId ? findAppointment(time.itemId) : null;
  const axis = mostCommonHours(columns);
  const axisWords = axis.map(({ label }) => label).join();
  return (
    <>
      {schedules.length === 1 && schedules[0] ? <FollowArtist schedule={schedules[0]} /> : null}
      <LiveRefresh everyMs={schedules.length === 1 ? 60_000 : 15_000} />
      <div ref={root} data-board className="rounded-md border bg-raised" {...drag}>
        <BoardHead columns={columns} nowMs={nowMs} dayHref={dayHref} byArtist={byArtist} />
        <AllDayRow
          columns={columns}
          itemsOf={allDay}
          nowMs={nowMs}
          onOpen={(item, column) => open(item, column)}
        />
        <div className="flex overflow-hidden rounded-b-md border-t">
          <HourAxis hours={axis} />
          {columns.map((column) => (
            <DayColumn
              key={column.key}
              column={column}
              items={timed(column)}
              nowMs={nowMs}
              chosen={time}
              chosenTone={time && meets(time) ? "busy" : "free"}
              ownHours={column.span.hours.map(({ label }) => label).join() !== axisWords}
              movable={(id) => movable(id) !== null}
              onOpen={(item) => open(item, column)}
            />
          ))}
        </div>
      </div>
      {chosen && moving && (
        <ChosenBar
          chosen={chosen.time}
          item={moving}
          nowMs={nowMs}
          byKeys={chosen.byKeys}
          onKeep={() => drop(chosen.time)}
          onLeave={() => setChosen(null)}
        />
      )}
      <ItemSheet
        pressed={pressed}
        nowMs={nowMs}
        mayTakeTimeOff={mayTakeTimeOff}
        onClose={() => setPressed(null)}
        onNew={startNew}
      />
      {entry && (
        <NewEntryDialog
          key={`${entry.artistId}-${entry.startMs}-${entry.endMs}`}
          entry={entry}
          schedules={schedules}
          mayTakeTimeOff={mayTakeTimeOff}
          onClose={() => setEntry(null)}
        />
      )}
    </>
  );
}

/** Hears at once what changes in an artist's day. */
function FollowArtist({ schedule }: { schedule: ArtistSchedule }) {
  const router = useRouter();
  useAvailabilityEvents(schedule.artist.id, schedule.version, () => router.refresh());
  return null;
}
