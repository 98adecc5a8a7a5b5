"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { RoomJson } from "#lib/messenger/room-json.ts";
import { RoomIcon } from "./room-icon.tsx";
import { RoomMenu } from "./room-menu.tsx";

/** Which room this is and what it is about; on a phone with the way back to all of them. */
export function RoomHead({
  room,
  canWrite,
  onBack,
  onChanged,
  onLeft,
}: {
  room: RoomJson;
  canWrite: boolean;
  onBack: () => void;
  onChanged: (room: RoomJson) => void;
  onLeft: () => void;
}) {
  const t = useTranslations("messenger");
  const about =
    room.topic ||
    (room.kind === "entity_room"
      ? t("kind.entity", { type: room.entity_type ?? "", id: room.entity_id ?? "" })
      : room.kind === "group"
        ? t("kind.group", { count: room.members })
        : room.kind === "general"
          ? t("kind.general")
          : t(room.dm_with ? "kind.dm" : "kind.bot"));
  return (
    <header className="flex min-h-16 items-center gap-3 border-b px-2 py-2 lg:px-5">
      <Button variant="ghost" size="icon" className="lg:hidden" label={t("head.back")} onClick={onBack}>
        <ArrowLeft aria-hidden />
      </Button>
      <RoomIcon room={room} className="max-lg:hidden" />
      <div className="min-w-0 flex-1 leading-snug">
        <h2 data-room-title tabIndex={-1} className="truncate text-base font-semibold outline-none">
          {room.name || t("room.unnamed")}
        </h2>
        <p className="truncate text-sm text-ink-soft" title={about}>
          {about}
        </p>
      </div>
      {canWrite && room.kind === "group" && <RoomMenu room={room} onChanged={onChanged} onLeft={onLeft} />}
    </header>
  );
}
