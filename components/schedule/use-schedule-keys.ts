"use client";

import { useEffect, useRef } from "react";
import { type BoardKeysOptions, boardKeys } from "./board-keys.ts";

/**
 * The board by keyboard. Arrows go from item to item; with Shift they move an appointment by a quarter of an hour or a
 * day, until Enter keeps it or Escape leaves it. Letters count only while nothing is typed and no sheet is open.
 */
export function useScheduleKeys(options: BoardKeysOptions): void {
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });
  useEffect(() => {
    const onKeyDown = boardKeys(() => current.current);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
