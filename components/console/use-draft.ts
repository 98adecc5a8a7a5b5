"use client";

import { useState } from "react";

/**
 * What a form holds while it differs from what is saved. Without a change it follows what the page knows, so that a
 * refresh never overwrites what somebody is typing and never leaves an old value standing. After saving, `settle` keeps
 * showing the draft until the page knows it.
 */
export function useDraft<Value extends object>(
  saved: Value,
): {
  value: Value;
  dirty: boolean;
  set: (change: Partial<Value>) => void;
  reset: () => void;
  settle: () => void;
} {
  const [draft, setDraft] = useState<{ value: Value; over: string | null } | null>(null);
  const known = JSON.stringify(saved);
  // A settled draft gives way as soon as the page shows anything newer than what the draft was made on.
  const held = draft && (draft.over === null || draft.over === known) ? draft : null;
  const value = held?.value ?? saved;
  return {
    value,
    dirty: held !== null && held.over === null && JSON.stringify(held.value) !== known,
    set: (change) => setDraft({ value: { ...value, ...change }, over: null }),
    reset: () => setDraft(null),
    settle: () => setDraft({ value, over: known }),
  };
}
