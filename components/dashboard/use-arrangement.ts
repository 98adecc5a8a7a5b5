"use client";

import { useEffect, useRef, useState } from "react";
import { ApiProblem, callApi } from "#components/console/api.ts";
import { fields, list, text } from "#components/console/json-fields.ts";
import { isWidgetId, type PlacedWidget } from "#lib/dashboard/widgets.ts";
import { sameBoard } from "./placement.ts";

const PATH = "/api/dashboard";
const MOST_STEPS_BACK = 50;

export interface Arrangement {
  board: PlacedWidget[];
  saving: "idle" | "busy" | "saved";
  /** Why the board as it is shown is not kept; what is shown stays. */
  problem: ApiProblem | null;
  /** Shows a board at once and keeps it. */
  change: (next: PlacedWidget[]) => void;
  /** Back to the board that nobody arranged. @returns false when that failed. */
  reset: () => Promise<boolean>;
  canUndo: boolean;
  undo: () => void;
  /** Keeps what is shown, after a failure. */
  retry: () => void;
}

/** Somebody's board: what is changed is shown at once and kept behind it, the newest only when changes overtake each other. */
export function useArrangement(fromServer: PlacedWidget[], isArranging: boolean): Arrangement {
  const [board, setBoard] = useState(fromServer);
  const [steps, setSteps] = useState<PlacedWidget[][]>([]);
  const [saving, setSaving] = useState<Arrangement["saving"]>("idle");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const newest = useRef(0);
  // A toast of a while ago takes back from what is shown now.
  const shown = useRef(board);
  const show = (next: PlacedWidget[]) => {
    shown.current = next;
    setBoard(next);
  };

  // What was arranged elsewhere arrives with the page's next refresh, but not under somebody's hands.
  const known = JSON.stringify(fromServer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says anew counts
  useEffect(() => {
    if (!isArranging && newest.current === 0) show(fromServer);
  }, [known]);

  function keep<Answer>(send: () => Promise<Answer>): Promise<Answer | null> {
    newest.current += 1;
    const turn = newest.current;
    setSaving("busy");
    setProblem(null);
    const sent = queue.current.then(async () => {
      if (turn !== newest.current) return null;
      try {
        const answer = await send();
        if (turn === newest.current) setSaving("saved");
        return answer;
      } catch (error) {
        if (turn !== newest.current) return null;
        setSaving("idle");
        setProblem(
          error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" }),
        );
        return null;
      }
    });
    queue.current = sent;
    return sent;
  }

  const put = (widgets: PlacedWidget[]) => void keep(() => callApi("PUT", PATH, { widgets }));

  function change(next: PlacedWidget[]) {
    const before = shown.current;
    if (sameBoard(next, before)) return;
    setSteps((all) => [...all, before].slice(-MOST_STEPS_BACK));
    show(next);
    put(next);
  }

  return {
    board,
    saving,
    problem,
    change,
    reset: async () => {
      const answer = await keep(() => callApi("DELETE", PATH));
      if (answer === null) return false;
      const before = shown.current;
      setSteps((all) => [...all, before].slice(-MOST_STEPS_BACK));
      show(readBoard(answer));
      return true;
    },
    canUndo: steps.length > 0,
    undo: () => {
      const before = steps.at(-1);
      if (!before) return;
      setSteps((all) => all.slice(0, -1));
      show(before);
      put(before);
    },
    retry: () => put(shown.current),
  };
}

function readBoard(answer: unknown): PlacedWidget[] {
  return list(fields(answer).widgets)
    .map(fields)
    .flatMap(({ id, wide }) => {
      const name = text(id);
      return isWidgetId(name) ? [{ id: name, wide: wide === true }] : [];
    });
}
