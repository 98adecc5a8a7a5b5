import type { Ctx } from "#lib/auth/context.ts";
import { availabilityVersion } from "#lib/availability/availability-version.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { freshenSoon } from "./freshen-soon.ts";

const LOOK_EVERY_MS = 300;
/** A long import changes the version many times a second; those who listen hear of it once a second at most. */
const TELL_EVERY_MS = SECOND;

interface Watched {
  version: number;
  toldAt: number;
  listeners: Set<(version: number) => void>;
}

/** Tells of changes of artists' free times, by whichever process, for as long as somebody listens. */
export interface ArtistWatch {
  /**
   * `tell` hears each new version of an artist's availability; at once, where `knownVersion` is another than the one
   * there is. @returns what ends it; calling it twice does no harm
   */
  listen(artistId: string, knownVersion: number | null, tell: (version: number) => void): () => void;
  /** The artists listened to. */
  watched(): number;
}

/**
 * One timer a process, which runs only while somebody listens. It also keeps the calendars of the artists listened to as
 * fresh as a look at their times does, so that an open page hears of what Nextcloud never called about.
 */
export function watchArtists(ctx: Ctx, options: { lookEveryMs?: number } = {}): ArtistWatch {
  const artists = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    for (const [artistId, watched] of artists) {
      freshenSoon(ctx, artistId);
      const version = availabilityVersion(ctx, artistId);
      const atMs = performance.now();
      if (version === watched.version || atMs - watched.toldAt < TELL_EVERY_MS) continue;
      watched.version = version;
      watched.toldAt = atMs;
      for (const tell of watched.listeners) tell(version);
    }
  }

  function lookSafely(): void {
    try {
      look();
    } catch (error) {
      // A database that is locked for too long, say: the next look finds what this one missed.
      log().warn({ err: error }, "looking for changed availability failed");
    }
  }

  return {
    listen(artistId, knownVersion, tell) {
      const version = availabilityVersion(ctx, artistId);
      const watched = artists.get(artistId) ?? {
        version,
        toldAt: Number.NEGATIVE_INFINITY,
        listeners: new Set(),
      };
      // Two who listen with the same function are two all the same.
      const listener = (told: number) => tell(told);
      watched.listeners.add(listener);
      artists.set(artistId, watched);
      timer ??= setInterval(lookSafely, options.lookEveryMs ?? LOOK_EVERY_MS);
      if (knownVersion !== null && knownVersion !== version) tell(version);
      return () => {
        watched.listeners.delete(listener);
        if (watched.listeners.size === 0 && artists.get(artistId) === watched) artists.delete(artistId);
        if (artists.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    watched: () => artists.size,
  };
}
