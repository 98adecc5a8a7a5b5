"use client";

import { MessagesSquare } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { useMessengerEvents } from "#components/bell/use-messenger-events.ts";
import { readersZone } from "#components/booking/readers-zone.ts";
import { useBrowserZone } from "#components/booking/use-browser-zone.ts";
import { readApi } from "#components/console/api.ts";
import { useNow } from "#components/console/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { cn } from "#lib/core/cn.ts";
import type { MessengerEventJson } from "#lib/messenger/event-json.ts";
import type { MeJson, RoomJson } from "#lib/messenger/room-json.ts";
import { readMe } from "./read-messenger.ts";
import { roomHistories } from "./room-histories.ts";
import { RoomList } from "./room-list.tsx";
import { RoomView } from "./room-view.tsx";
import { isRoom, roomHref } from "./room-words.ts";
import { MeContext } from "./use-me.ts";
import { useRooms } from "./use-rooms.ts";
import { withEvent, withRoom, withUnread } from "./with-event.ts";

const ME = "/api/v1/users/me";

/** Rooms at the left, the one in the address at the right; on a phone one after the other. */
export function Messenger({
  me: knownMe,
  rooms: knownRooms,
  timeZone,
  nowMs: madeMs,
}: {
  me: MeJson;
  rooms: RoomJson[];
  /** The studio's. */
  timeZone: string;
  /** When the page was made, epoch milliseconds. */
  nowMs: number;
}) {
  const t = useTranslations("messenger");
  const wanted = useSearchParams().get("room");
  const nowMs = useNow(madeMs);
  const zone = readersZone(useBrowserZone(), timeZone, madeMs);
  const { data: me } = useSWR(ME, async () => readMe(await readApi(ME)), { fallbackData: knownMe });
  const [histories] = useState(roomHistories);
  const [byHand, setByHand] = useState(false);
  const { state: stream } = useMessengerEvents(hear);
  const isLive = stream === "live";
  const live = useRooms(knownRooms, isLive);
  const open = live.rooms.find((room) => isRoom(room, wanted)) ?? null;

  function hear(event: MessengerEventJson) {
    switch (event.type) {
      case "new_message":
      case "notification": {
        const { room_id } = event;
        if (room_id === null) return;
        const room = live.rooms.find((one) => isRoom(one, room_id));
        if (room) void histories.known(room.id)?.catchUp();
        if (event.type === "new_message") {
          const seen = room !== undefined && room === open && document.hasFocus();
          live.change((rooms) => withEvent(rooms, event, { me: knownMe.hub_user_id, seen }));
        }
        return live.refreshSoon();
      }
      case "message_changed": {
        const room = live.rooms.find((one) => isRoom(one, event.room_id));
        if (room) histories.known(room.id)?.change(event);
        return live.refreshSoon();
      }
      case "read": {
        const { room_id, unread } = event;
        if (room_id) live.change((rooms) => withUnread(rooms, room_id, unread ?? 0));
        return;
      }
      case "room":
        return live.refreshSoon();
      case "reset":
        for (const history of histories.all()) void history.renew();
        void live.refresh();
    }
  }

  // A link may lead to a room that came to be after the list was asked for.
  const { refresh } = live;
  const isUnknown = wanted !== null && open === null;
  useEffect(() => {
    if (isUnknown) void refresh();
  }, [isUnknown, refresh]);

  // Back in the list the focus is where it left it; on a phone the list is there only once the address has changed.
  const left = useRef<string | null>(null);
  useEffect(() => {
    if (wanted !== null || left.current === null) return;
    document.querySelector<HTMLElement>(`[data-room="${CSS.escape(left.current)}"]`)?.focus();
    left.current = null;
  }, [wanted]);

  function go(room: RoomJson | null) {
    setByHand(room !== null);
    window.history.pushState(null, "", room ? roomHref(room.id) : "/messenger");
    left.current = room === null ? (open?.id ?? null) : null;
  }
  function enter(room: RoomJson) {
    live.change((rooms) => withRoom(rooms, room));
    void live.refresh();
    go(room);
  }

  return (
    <MeContext value={me}>
      {/* As high as the window lets it be, between the console's head and bar on a phone, and below its word of being offline. */}
      <div className="-mx-4 -mt-6 -mb-28 flex h-[calc(100dvh-7.3rem-env(safe-area-inset-bottom))] min-h-80 overflow-hidden bg-raised sm:-mx-6 lg:mx-0 lg:-mt-3 lg:-mb-10 lg:h-[calc(100dvh-3rem)] [[role=status]+&]:h-[calc(100dvh-14.8rem-env(safe-area-inset-bottom))] lg:[[role=status]+&]:h-[calc(100dvh-7.5rem)] lg:rounded-md lg:border">
        <div
          className={cn(
            "min-h-0 w-full flex-col lg:flex lg:w-80 lg:shrink-0 lg:border-r",
            wanted === null ? "flex" : "hidden",
          )}
        >
          <RoomList
            live={live}
            me={me}
            openId={open?.id ?? null}
            nowMs={nowMs}
            zone={zone}
            onOpen={go}
            onMade={enter}
          />
        </div>
        <div className={cn("min-w-0 flex-1 flex-col lg:flex", wanted === null ? "hidden" : "flex")}>
          {wanted !== null && <h1 className="sr-only lg:hidden">{t("title")}</h1>}
          {stream === "offline" && (
            <p role="status" className="bg-warn-ground px-4 py-1.5 text-center text-sm">
              {t("notLive")}
            </p>
          )}
          {open ? (
            <RoomView
              key={open.id}
              room={open}
              history={histories.of(open.id)}
              isLive={isLive}
              openedByHand={byHand}
              zone={zone}
              nowMs={nowMs}
              onBack={() => go(null)}
              onRead={(id) => live.change((rooms) => withUnread(rooms, id, 0))}
              onChanged={(room) => live.change((rooms) => withRoom(rooms, room))}
              onLeft={() => {
                live.change((rooms) => rooms.filter(({ id }) => id !== open.id));
                go(null);
              }}
            />
          ) : isUnknown ? (
            <EmptyState
              icon={MessagesSquare}
              title={live.isFresh && !live.busy ? t("gone.title") : t("gone.looking")}
              className="m-auto"
              action={<Button onClick={() => go(null)}>{t("gone.action")}</Button>}
            >
              {live.isFresh && !live.busy && t("gone.text")}
            </EmptyState>
          ) : (
            <EmptyState icon={MessagesSquare} title={t("choose.title")} className="m-auto">
              {t("choose.text")}
            </EmptyState>
          )}
        </div>
      </div>
    </MeContext>
  );
}
