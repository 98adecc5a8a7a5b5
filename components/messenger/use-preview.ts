"use client";

import { useTranslations } from "next-intl";
import type { RoomJson } from "#lib/messenger/room-json.ts";

const FILES: Record<string, "picture" | "video" | "audio" | "file"> = {
  "m.image": "picture",
  "m.video": "video",
  "m.audio": "audio",
  "m.file": "file",
};

/** The last word of a room in a line, with who said it where that is not plain. */
export function usePreview(room: RoomJson, me: string): string {
  const t = useTranslations("messenger.preview");
  const { last_message: last } = room;
  if (!last) return room.topic || t("empty");
  const kind = FILES[last.msg_type];
  const words = last.body.trim().replaceAll(/\s+/g, " ").slice(0, 200);
  const said = kind ? t(kind, { name: words }) : words || t("removed");
  const who = last.sender_display_name;
  if (who === "" || (room.dm_with && who === room.dm_with.display_name)) return said;
  return t("by", { who: who === me ? t("you") : who, said });
}
