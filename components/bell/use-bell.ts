"use client";

import { createContext, useContext } from "react";
import type { BellList } from "./bell-list.ts";
import { UNASKED } from "./bell-list.ts";
import type { StreamState } from "./event-hub.ts";

export interface Bell extends BellList {
  /** Whether new ones appear by themselves. */
  state: StreamState;
  /** Why the server could not be asked the last time. */
  problem: unknown;
  asking: boolean;
  /** Asks anew from the top. */
  ask: () => void;
  askOlder: () => void;
  /** How many places show the list now; what is shown counts as seen. */
  look: () => () => void;
}

const nothing = () => undefined;

export const BellContext = createContext<Bell>({
  ...UNASKED,
  state: "connecting",
  problem: null,
  asking: false,
  ask: nothing,
  askOlder: nothing,
  look: () => nothing,
});

/** The notifications of whoever is signed in, as one list for all of a page. */
export function useBell(): Bell {
  return useContext(BellContext);
}
