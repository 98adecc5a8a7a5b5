import { Clock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { roomHref } from "#components/messenger/room-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AdminRoomJson } from "#lib/messenger/room-json.ts";

/** Rooms of the tenant: that they are there, where, and whether something waits; never what is said in them. */
export function RoomRows({
  rooms,
  nowMs,
  timeZone,
}: {
  rooms: AdminRoomJson[];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.rooms");
  const locale = useLocale();
  return (
    <ul aria-label={t("list")} className="divide-y rounded-md border bg-raised">
      {rooms.map((room) => (
        <li
          key={room.id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3 leading-snug sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="font-medium break-words">{room.name}</h2>
              <Badge>{t(`kind.${room.kind}`)}</Badge>
              {room.queued > 0 && (
                <StatusBadge tone="neutral" icon={Clock}>
                  {t("queued", { count: room.queued })}
                </StatusBadge>
              )}
            </div>
            <p className="text-sm break-words text-ink-soft">
              {t(`transport.${room.transport}`)}
              {" · "}
              {t("members", { count: room.members })}
              {" · "}
              {room.last_message_at === null ? (
                t("silent")
              ) : (
                <>
                  {t("lastMessage")}{" "}
                  <RelativeTime
                    atMs={Math.min(Date.parse(room.last_message_at), nowMs)}
                    nowMs={nowMs}
                    timeZone={timeZone}
                    locale={locale}
                  />
                </>
              )}
            </p>
            {room.transport !== "none" && (
              <p className="text-sm break-all text-ink-soft">
                {(room.matrix_room_id ?? room.talk_token) ? (
                  <code className="font-mono text-xs">{room.matrix_room_id ?? room.talk_token}</code>
                ) : (
                  t("notYetThere")
                )}
              </p>
            )}
          </div>
          {(room.kind === "general" || room.kind === "entity_room") && (
            <LinkButton
              size="sm"
              variant="ghost"
              href={roomHref(room.id)}
              aria-label={t("openNamed", { name: room.name })}
            >
              {t("open")}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}
