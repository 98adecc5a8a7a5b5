"use client";

import { BellRing, MessageSquarePlus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { RoomJson } from "#lib/messenger/room-json.ts";
import { NewRoomDialog } from "./new-room-dialog.tsx";
import { WriteToDialog } from "./write-to-dialog.tsx";

/** The page's title, and what begins something new. */
export function RoomListHead({ canWrite, onMade }: { canWrite: boolean; onMade: (room: RoomJson) => void }) {
  const t = useTranslations("messenger");
  return (
    <div className="flex items-center gap-1 px-4 pt-4 pb-3">
      <h1 className="min-w-0 flex-1 truncate font-display text-2xl font-semibold tracking-tight">
        {t("title")}
      </h1>
      <LinkButton href="/messenger/notifications" variant="ghost" size="icon-sm" label={t("head.told")}>
        <BellRing aria-hidden />
      </LinkButton>
      {canWrite && (
        <>
          <NewRoomDialog
            onMade={onMade}
            trigger={
              <Button variant="ghost" size="icon-sm" label={t("newRoom.title")}>
                <Plus aria-hidden />
              </Button>
            }
          />
          <WriteToDialog
            onFound={onMade}
            trigger={
              <Button variant="primary" size="icon-sm" label={t("writeTo.title")}>
                <MessageSquarePlus aria-hidden />
              </Button>
            }
          />
        </>
      )}
    </div>
  );
}
