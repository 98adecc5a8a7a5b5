"use client";

import { useEffect, useState } from "react";

/** What somebody began to write in a room, kept in this tab until it is sent. */
export function useRoomDraft(me: string, roomId: string): [words: string, setWords: (words: string) => void] {
  const key = `parlour-draft:${me}:${roomId}`;
  const [words, setWords] = useState("");
  // Not while hydrating: the server knows of no draft.
  useEffect(() => setWords(kept(key)), [key]);
  return [
    words,
    (next) => {
      setWords(next);
      keep(key, next);
    },
  ];
}

/** Storage may be refused altogether; then a reload forgets. */
function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key: string, words: string): void {
  try {
    if (words === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, words);
  } catch {
    // As above.
  }
}
