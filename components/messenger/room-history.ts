import { ApiProblem, readApi } from "#components/console/api.ts";
import type { MessageChangedEventJson } from "#lib/messenger/event-json.ts";
import {
  type ShownHistory,
  settledSeq,
  shownHistory,
  withMessages,
  withNewest,
  withOlder,
} from "./merge-messages.ts";
import { readHistory } from "./read-messenger.ts";

export interface HistoryState {
  /** Null until the first page is here. */
  shown: ShownHistory | null;
  /** Why the newest could not be asked for. */
  problem: ApiProblem | null;
  busy: boolean;
  /** The same of the page before what is shown. */
  olderProblem: ApiProblem | null;
  olderBusy: boolean;
}

/** What of one room this browser knows; asks for what is missing, one question at a time. Nothing of it throws. */
export interface RoomHistory {
  state: () => HistoryState;
  /** Calls when the state changed. @returns what ends it */
  watch: (onChange: () => void) => () => void;
  /** Asks for what came since; called while it asks, it asks once more. */
  catchUp: () => Promise<void>;
  /** Asks for the newest page anew: what is known may have changed. */
  renew: () => Promise<void>;
  older: () => Promise<void>;
  change: (event: Omit<MessageChangedEventJson, "type" | "seq" | "room_id">) => void;
}

const PAGE = 50;
const CATCH_UP = 100;

export function roomHistory(roomId: string, read: (path: string) => Promise<unknown> = readApi): RoomHistory {
  let state: HistoryState = { shown: null, problem: null, busy: false, olderProblem: null, olderBusy: false };
  let running: Promise<void> | null = null;
  let wanted: "nothing" | "since" | "newest" = "nothing";
  const watchers = new Set<() => void>();

  const become = (change: Partial<HistoryState>) => {
    state = { ...state, ...change };
    for (const watcher of [...watchers]) watcher();
  };
  const ask = async (query: string) =>
    readHistory(await read(`/api/v1/messages/history/${encodeURIComponent(roomId)}?${query}`));

  async function askNewest(): Promise<void> {
    const page = await ask(`limit=${PAGE}`);
    become({
      shown: state.shown === null ? shownHistory(page) : withNewest(state.shown, page),
      problem: null,
    });
  }

  async function askSince(shown: ShownHistory): Promise<void> {
    const page = await ask(`limit=${CATCH_UP}&after=${settledSeq(shown)}`);
    // More came than anybody will read up to: the newest page takes the place of what is shown.
    if (page.next_cursor !== null) return askNewest();
    become({ shown: withMessages(state.shown ?? shown, page.messages), problem: null });
  }

  async function work(): Promise<void> {
    become({ busy: true });
    while (wanted !== "nothing") {
      const newest = wanted === "newest";
      wanted = "nothing";
      try {
        if (newest || state.shown === null) await askNewest();
        else await askSince(state.shown);
      } catch (error) {
        become({ problem: asProblem(error) });
      }
    }
    running = null;
    become({ busy: false });
  }

  function want(what: "since" | "newest"): Promise<void> {
    if (wanted !== "newest") wanted = what;
    running ??= work();
    return running;
  }

  return {
    state: () => state,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    catchUp: () => want("since"),
    renew: () => want("newest"),
    async older() {
      const before = state.shown?.older ?? null;
      if (state.olderBusy || before === null) return;
      become({ olderBusy: true, olderProblem: null });
      try {
        const page = await ask(`limit=${PAGE}&before=${before}`);
        // The newest page may have taken the place of what was shown.
        const { shown } = state;
        become({ olderBusy: false, ...(shown?.older === before && { shown: withOlder(shown, page) }) });
      } catch (error) {
        become({ olderBusy: false, olderProblem: asProblem(error) });
      }
    },
    change(event) {
      const { shown } = state;
      const known = shown?.messages.find(({ event_id }) => event_id === event.event_id);
      if (!shown || !known) return void (shown && want("newest"));
      const { body, state: delivery, edited_at, removed } = event;
      const changed = {
        ...known,
        ...(body !== undefined && { body }),
        ...(delivery !== undefined && { state: delivery }),
        ...(edited_at !== undefined && { edited_at }),
        ...(removed !== undefined && { removed }),
        ...(removed && { body: "", media: null, notification: null }),
      };
      become({ shown: withMessages(shown, [changed]) });
    },
  };
}

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
}
