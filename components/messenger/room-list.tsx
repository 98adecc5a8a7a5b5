"use client";

import { MessagesSquare, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useListKeys } from "#components/console/use-list-keys.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { MeJson, RoomJson } from "#lib/messenger/room-json.ts";
import { RoomFilter } from "./room-filter.tsx";
import { RoomListHead } from "./room-list-head.tsx";
import { RoomRow } from "./room-row.tsx";
import { matchingRooms } from "./room-words.ts";
import type { LiveRooms } from "./use-rooms.ts";

/** Every room of the person, the liveliest first. */
export function RoomList({
  live,
  me,
  openId,
  nowMs,
  zone,
  onOpen,
  onMade,
}: {
  live: LiveRooms;
  me: MeJson;
  openId: string | null;
  nowMs: number;
  zone: string;
  onOpen: (room: RoomJson) => void;
  /** A room that was made or found by a dialog. */
  onMade: (room: RoomJson) => void;
}) {
  const t = useTranslations("messenger");
  const common = useTranslations("common");
  const problemWords = useProblemWords();
  const [sought, setSought] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const shown = matchingRooms(live.rooms, sought);
  useListKeys(list, shown.map(({ id }) => id).join(" "));
  const firstOf = () => list.current?.querySelector<HTMLElement>("[data-row-link]");

  return (
    <>
      <RoomListHead canWrite={me.role !== "viewer"} onMade={onMade} />
      <RoomFilter
        value={sought}
        onChange={setSought}
        onDown={() => firstOf()?.focus()}
        onChoose={() => {
          const [first] = shown;
          if (first && sought.trim() !== "") onOpen(first);
        }}
      />
      {live.problem && (
        <div className="flex items-center gap-3 border-y bg-warn-ground px-4 py-2 text-sm" role="status">
          <p className="min-w-0 flex-1">
            {live.problem.code === "offline" ? t("stale.offline") : problemWords(live.problem)}
          </p>
          <Button size="sm" variant="ghost" busy={live.busy} onClick={() => void live.refresh()}>
            {common("tryAgain")}
          </Button>
        </div>
      )}
      <nav aria-label={t("list.label")} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <p role="status" className="sr-only">
          {sought.trim() !== "" && t("list.found", { count: shown.length })}
        </p>
        {shown.length > 0 ? (
          <ul ref={list} className="pb-3">
            {shown.map((room) => (
              <RoomRow
                key={room.id}
                room={room}
                isOpen={room.id === openId}
                me={me.display_name}
                nowMs={nowMs}
                zone={zone}
                onOpen={() => onOpen(room)}
              />
            ))}
          </ul>
        ) : sought.trim() !== "" ? (
          <EmptyState
            icon={SearchX}
            title={t("list.nothingFound", { query: sought.trim() })}
            action={<Button onClick={() => setSought("")}>{t("list.showAll")}</Button>}
          />
        ) : (
          <EmptyState icon={MessagesSquare} title={t("list.empty")}>
            {t("list.emptyText")}
          </EmptyState>
        )}
      </nav>
    </>
  );
}
