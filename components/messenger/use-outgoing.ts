"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import { notYetShown, type Outgoing } from "./outgoing.ts";
import { outgoingStore } from "./outgoing-store.ts";

/** One a page load: what is on its way goes on while somebody looks at another page of the console. */
const store = outgoingStore();

const NONE: readonly Outgoing[] = [];

/** What of a room is on its way from this browser and not in its history yet. */
export function useOutgoing(
  roomId: string,
  messages: readonly MessageJson[],
  askHistory: () => Promise<void>,
): {
  waiting: readonly Outgoing[];
  /** Grows with whatever is sent. */
  sentCount: number;
  send: (words: string, files: readonly File[], afterSeq: number) => void;
  retry: (key: string) => void;
  drop: (key: string) => void;
} {
  const all = useSyncExternalStore(store.watch, store.list, () => NONE);
  const ours = useMemo(() => all.filter((item) => item.roomId === roomId), [all, roomId]);
  const waiting = useMemo(() => notYetShown(ours, messages), [ours, messages]);

  useEffect(() => {
    for (const item of ours) if (!waiting.includes(item)) store.drop(item.key);
  }, [ours, waiting]);

  useEffect(() => store.onSent((sentTo) => void (sentTo === roomId && askHistory())), [roomId, askHistory]);

  useEffect(() => {
    const onOnline = () => {
      // May be sent again without a second thought: the key says that it is the same.
      for (const { key, state, problem } of store.list())
        if (state === "failed" && problem?.code === "offline") store.retry(key);
    };
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, []);

  useEffect(() => {
    if (!all.some(({ state, seq }) => state === "sending" && seq === null)) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [all]);

  return {
    waiting,
    sentCount: ours.at(-1)?.atMs ?? 0,
    send(words, files, afterSeq) {
      // Words beside one picture belong to it; beside several they stand for themselves.
      const [only, ...more] = files;
      if (only && more.length === 0) return store.attach(roomId, only, words, afterSeq);
      for (const file of files) store.attach(roomId, file, "", afterSeq);
      if (words !== "") store.say(roomId, words, afterSeq);
    },
    retry: store.retry,
    drop: store.drop,
  };
}
