import type { OutboxRow } from "#db/queries/outbox.ts";

/** Of a notice that is for one of those who sign in as an artist, `payload.to` is `artist:<user id>`. */
export const ONE_READER = "artist:";

export function isToArtist({ payload }: Pick<OutboxRow, "payload">): boolean {
  return payload.to === "artist" || (payload.to ?? "").startsWith(ONE_READER);
}
