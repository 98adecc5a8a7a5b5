"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { callApi } from "#components/console/api.ts";
import { count, fields } from "#components/console/json-fields.ts";
import { itemOfEvent, readBellPage } from "./bell-item.ts";
import { UNASKED, withFirstPage, withNews, withOlderPage, withSeen } from "./bell-list.ts";
import { type Bell, BellContext } from "./use-bell.ts";
import { useMessengerEvents } from "./use-messenger-events.ts";

const PATH = "/api/v1/notifications";
const PAGE = 20;

/** Keeps the bell's list for everything inside: asked for once, then told by the stream. */
export function BellProvider({ children }: { children: ReactNode }) {
  const [list, setList] = useState(UNASKED);
  const [problem, setProblem] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const [lookers, setLookers] = useState(0);
  const round = useRef(0);

  const load = useCallback(async (before: string | null) => {
    const own = ++round.current;
    setAsking(true);
    try {
      const cursor = before === null ? "" : `&before=${encodeURIComponent(before)}`;
      const page = readBellPage(await callApi("GET", `${PATH}?limit=${PAGE}${cursor}`));
      if (own !== round.current) return;
      setList((known) => (before === null ? withFirstPage(known, page) : withOlderPage(known, page)));
      setProblem(null);
    } catch (failure) {
      if (own === round.current) setProblem(failure);
    } finally {
      if (own === round.current) setAsking(false);
    }
  }, []);
  const ask = useCallback(() => void load(null), [load]);
  const { next } = list;
  const askOlder = useCallback(() => {
    if (next !== null) void load(next);
  }, [load, next]);

  const { state } = useMessengerEvents((event) => {
    if (event.type === "notification") setList((known) => withNews(known, itemOfEvent(event)));
    else if (event.type === "read" && !event.room_id)
      setList((known) => withSeen(known, event.up_to, event.unread));
    else if (event.type === "reset") ask();
  });

  useEffect(() => ask(), [ask]);

  // Whoever was offline asks again by themselves once they are back.
  const failed = problem !== null;
  useEffect(() => {
    if (!failed) return;
    window.addEventListener("online", ask);
    if (state === "live") ask();
    return () => window.removeEventListener("online", ask);
  }, [failed, state, ask]);

  const newest = list.items[0]?.seq ?? 0;
  const isSeen = lookers > 0 && list.asked && list.unread > 0 && newest > 0;
  useEffect(() => {
    if (!isSeen) return;
    const tell = () => {
      if (document.visibilityState === "visible") void see(newest);
    };
    const see = async (upTo: number) => {
      try {
        const { unread } = fields(await callApi("POST", `${PATH}/read`, { up_to: upTo }));
        setList((known) => withSeen(known, upTo, count(unread)));
      } catch {
        // It stays unread, and is told with the next look.
      }
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [isSeen, newest]);

  const look = useCallback(() => {
    setLookers((before) => before + 1);
    return () => setLookers((before) => before - 1);
  }, []);

  const bell = useMemo(
    (): Bell => ({ ...list, state, problem, asking, ask, askOlder, look }),
    [list, state, problem, asking, ask, askOlder, look],
  );
  return <BellContext value={bell}>{children}</BellContext>;
}
