"use client";

import { useCallback, useEffect, useState } from "react";

/** A choice that this browser remembers. `key` is without our prefix. */
export function useKeptChoice<T extends string>(
  key: string,
  choices: readonly T[],
  first: T,
): [T, (choice: T) => void] {
  const [choice, setChoice] = useState(first);
  const name = `parlour-media-${key}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, after the page the server made is taken over
  useEffect(() => {
    try {
      const kept = choices.find((one) => one === localStorage.getItem(name));
      if (kept) setChoice(kept);
    } catch {
      // Storage may be refused altogether; then every visit begins with the first choice.
    }
  }, [name]);
  const choose = useCallback(
    (next: T) => {
      setChoice(next);
      try {
        localStorage.setItem(name, next);
      } catch {
        // As above.
      }
    },
    [name],
  );
  return [choice, choose];
}
