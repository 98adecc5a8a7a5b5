"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useNow } from "#components/console/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { RoomRow } from "./room-row.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import type { TalkCaller } from "./talk-caller.ts";
import { TalkMenu } from "./talk-menu.tsx";
import { TalkProblem } from "./talk-problem.tsx";
import { TalkSkeleton } from "./talk-skeleton.tsx";
import { UnreadMark } from "./unread-mark.tsx";
import { useConnection } from "./use-connection.ts";
import { useTalkRooms } from "./use-talk-rooms.ts";

/** Who wrote in Nextcloud Talk: in the dashboard, and inside other sites. */
export function TalkWidget({
  call,
  limit,
  onSignIn,
  onSignOut = null,
}: {
  /** The same one on every render. */
  call: TalkCaller;
  limit: number;
  /** Where the widget acts for nobody (any more). */
  onSignIn: () => void;
  onSignOut?: (() => void) | null;
}) {
  const t = useTranslations("talk");
  const live = useTalkRooms(call, limit);
  const { rooms, problem } = live;
  const connection = useConnection(call, rooms !== undefined || problem?.code === "talk_not_available");
  const nowMs = useNow();
  const [menuOpen, setMenuOpen] = useState(false);
  const [said, setSaid] = useState("");
  const titleId = useId();
  const menuId = useId();
  const menuButton = useRef<HTMLButtonElement>(null);
  useSayMoreUnread(rooms?.totalUnread, setSaid);

  const refresh = useCallback(() => {
    void live.refresh().catch(() => undefined);
    connection.refresh();
  }, [live.refresh, connection.refresh]);

  function closeMenu() {
    setMenuOpen(false);
    menuButton.current?.focus();
  }

  async function disconnect(): Promise<boolean> {
    try {
      await call("DELETE", "/api/nextcloud/connect");
    } catch {
      return false;
    }
    setSaid(t("menu.disconnected"));
    refresh();
    return true;
  }

  async function reply(token: string, message: string) {
    await live.reply(token, message, connection.account ?? t("room.you"));
    setSaid(t("room.sent"));
  }

  async function markRead(token: string) {
    try {
      await live.markRead(token);
      setSaid(t("room.marked"));
    } catch {
      setSaid(t("room.markFailed"));
    }
  }

  const connected = rooms !== undefined || problem?.code === "talk_not_available";
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader className="min-h-[3.5625rem] px-4 py-2.5">
        <div className="flex items-center gap-2.5">
          <CardTitle id={titleId}>{t("title")}</CardTitle>
          {rooms && <UnreadMark unread={rooms.totalUnread} mentioned={false} />}
        </div>
        {(connected || onSignOut) && (
          <Button
            ref={menuButton}
            variant="ghost"
            size="icon-sm"
            className="-mr-1.5"
            label={t("menu.open")}
            aria-expanded={menuOpen}
            aria-controls={menuOpen ? menuId : undefined}
            onClick={() => setMenuOpen(!menuOpen)}
          >
            <Ellipsis aria-hidden />
          </Button>
        )}
      </CardHeader>
      {menuOpen && (connected || onSignOut) && (
        <TalkMenu
          id={menuId}
          account={connection.account}
          connected={connected}
          onRefresh={() => {
            refresh();
            closeMenu();
          }}
          onDisconnect={disconnect}
          onSignOut={onSignOut}
          onClose={closeMenu}
        />
      )}
      {rooms === undefined && problem === null && <TalkSkeleton rows={limit} />}
      {rooms === undefined && problem !== null && (
        <TalkProblem
          call={call}
          problem={problem}
          busy={live.loading}
          onRetry={refresh}
          onSignIn={onSignIn}
        />
      )}
      {rooms !== undefined && (
        <>
          {problem && <StaleNotice problem={problem} busy={live.loading} onRetry={refresh} />}
          {rooms.rooms.length === 0 ? (
            <p className="px-5 py-7 text-center text-sm text-ink-soft">
              <span className="block text-base font-medium text-ink">{t("empty.title")}</span>
              {t("empty.text")}
            </p>
          ) : (
            <ul className="divide-y">
              {rooms.rooms.map((room) => (
                <RoomRow
                  key={room.token}
                  room={room}
                  nowMs={nowMs}
                  onReply={(message) => reply(room.token, message)}
                  onRead={() => void markRead(room.token)}
                />
              ))}
            </ul>
          )}
        </>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </Card>
  );
}

/** Says how many are unread when there are more than before, and only then: every half minute would be noise. */
function useSayMoreUnread(totalUnread: number | undefined, say: (words: string) => void): void {
  const t = useTranslations("talk");
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (totalUnread === undefined) return;
    if (before.current !== undefined && totalUnread > before.current)
      say(t("unreadTotal", { count: totalUnread }));
    before.current = totalUnread;
  }, [totalUnread, say, t]);
}
