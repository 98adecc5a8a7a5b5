"use client";

import { ArrowDown, MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { MessageJson, RoomJson } from "#lib/messenger/room-json.ts";
import { HistoryDays } from "./history-days.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import type { HistoryState, RoomHistory } from "./room-history.ts";
import { useAttention } from "./use-attention.ts";
import { useHistoryScroll } from "./use-history-scroll.ts";
import { useReadMark } from "./use-read-mark.ts";
import { useUnreadLine } from "./use-unread-line.ts";

const NONE: readonly MessageJson[] = [];

/** What was said in a room, the newest at the bottom; more of what is older comes on scrolling up. */
export function RoomMessages({
  room,
  history,
  state,
  canMark,
  sentCount,
  zone,
  nowMs,
  outgoing,
  onRead,
  onRetry,
}: {
  room: RoomJson;
  history: RoomHistory;
  state: HistoryState;
  /** Viewers change nothing, not even what they have read. */
  canMark: boolean;
  sentCount: number;
  zone: string;
  nowMs: number;
  /** What is on its way from here; stands below everything. */
  outgoing: ReactNode;
  onRead: (roomId: string) => void;
  onRetry: (message: MessageJson) => Promise<void>;
}) {
  const t = useTranslations("messenger.history");
  const common = useTranslations("common");
  const problemWords = useProblemWords();
  const attention = useAttention();
  const top = useRef<HTMLDivElement>(null);
  const messages = state.shown?.messages ?? NONE;
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const firstSeq = state.shown === null ? null : (messages[0]?.seq ?? 0);
  const line = useUnreadLine(room, state.shown === null ? null : messages, attention);
  const { scroller, content, isAtEnd, toEnd } = useHistoryScroll({ firstSeq, lastSeq, sentCount });
  const isSeen = attention && isAtEnd;
  useReadMark({ room, messages, isSeen: isSeen && canMark, onRead });
  const [seenSeq, setSeenSeq] = useState(0);
  useEffect(() => {
    if (isAtEnd) setSeenSeq(lastSeq);
  }, [isAtEnd, lastSeq]);
  const below = messages.filter(({ seq, own }) => seq > seenSeq && !own).length;

  const older = state.shown?.older ?? null;
  useEffect(() => {
    const mark = top.current;
    if (!mark || older === null || state.olderProblem) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void history.older();
      },
      { root: scroller.current, rootMargin: "600px 0px 0px" },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [history, older, state.olderProblem, scroller]);

  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label={t("label", { name: room.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain px-4 -outline-offset-2 [overflow-anchor:none] lg:px-6"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end pb-4">
          {state.shown === null ? (
            state.problem === null ? (
              <HistorySkeleton />
            ) : (
              <Alert
                tone="bad"
                role="alert"
                className="my-auto"
                action={
                  <Button size="sm" busy={state.busy} onClick={() => void history.catchUp()}>
                    {common("tryAgain")}
                  </Button>
                }
              >
                {state.problem.code === "offline" ? t("offline") : problemWords(state.problem)}
              </Alert>
            )
          ) : messages.length === 0 && older === null ? (
            <EmptyState icon={MessagesSquare} title={t("empty")} className="my-auto">
              {room.dm_with ? t("emptyWith", { name: room.dm_with.display_name }) : t("emptyText")}
            </EmptyState>
          ) : (
            <>
              <div ref={top} className="flex min-h-10 items-center justify-center pt-3 text-sm text-ink-soft">
                {state.olderBusy ? (
                  <Spinner />
                ) : state.olderProblem ? (
                  <span role="alert" className="flex items-center gap-2">
                    {t("olderFailed")}
                    <Button size="sm" variant="ghost" onClick={() => void history.older()}>
                      {common("tryAgain")}
                    </Button>
                  </span>
                ) : older === null ? (
                  t("beginning")
                ) : (
                  <Button size="sm" variant="ghost" onClick={() => void history.older()}>
                    {t("older")}
                  </Button>
                )}
              </div>
              <HistoryDays messages={messages} line={line} zone={zone} nowMs={nowMs} onRetry={onRetry} />
            </>
          )}
          {outgoing}
        </div>
      </section>
      {!isAtEnd && (
        <Button size="sm" className="absolute right-4 bottom-3 shadow-float lg:right-6" onClick={toEnd}>
          <ArrowDown aria-hidden />
          {below > 0 ? t("newBelow", { count: below }) : t("toEnd")}
        </Button>
      )}
      <Heard messages={messages} />
    </div>
  );
}

/** Reads out what others say while the room is open. */
function Heard({ messages }: { messages: readonly MessageJson[] }) {
  const t = useTranslations("messenger.history");
  const from = useRef<number | null>(null);
  const last = messages.at(-1);
  if (from.current === null && last) from.current = last.seq;
  const heard = last && !last.own && last.seq > (from.current ?? 0) ? last : null;
  return (
    <p aria-live="polite" className="sr-only">
      {heard &&
        t("heard", {
          name: heard.sender_display_name || heard.notification?.source_app || "",
          words: heard.notification?.title ?? heard.body,
        })}
    </p>
  );
}
