import type { ConnectionRow } from "#db/queries/connections.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Capabilities } from "#lib/nextcloud/capabilities.ts";
import type { summariseRooms } from "#lib/nextcloud/talk-preview.ts";

export type TalkSummary = ReturnType<typeof summariseRooms>;

/** What is known of one connection's conversations. Instants are epoch milliseconds. */
export interface KnownRooms {
  /** As many conversations as may ever be asked for; null until Nextcloud has answered. */
  summary: TalkSummary | null;
  asOf: number;
  /** The last message of every conversation, by its token. */
  lastMessages: ReadonlyMap<string, number>;
  /** Of the last look, where it failed. */
  failure: unknown;
  /** When Nextcloud may be asked next. */
  nextAt: number;
  /** Never rejects. */
  running: Promise<void> | null;
  /** Changes when Talk's capabilities do. */
  talkHash: string | null;
  capabilities: { talkHash: string | null; value: Capabilities } | null;
}

const MAX_KEPT = 500;

/** One for every connection and its app password, in the whole process. */
export function knownRooms({ secret }: Pick<ConnectionRow, "secret">): KnownRooms {
  const kept = processWide("connections.rooms", () => new Map<string, KnownRooms>());
  const known = kept.get(secret);
  if (known) return known;
  for (const oldest of kept.keys()) {
    if (kept.size < MAX_KEPT) break;
    kept.delete(oldest);
  }
  const made: KnownRooms = {
    summary: null,
    asOf: 0,
    lastMessages: new Map(),
    failure: null,
    nextAt: 0,
    running: null,
    talkHash: null,
    capabilities: null,
  };
  kept.set(secret, made);
  return made;
}
