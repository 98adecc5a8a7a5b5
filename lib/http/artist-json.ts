import type { ArtistView } from "#lib/artists/artist-view.ts";
import { spanJson } from "./iso.ts";

/** An artist in answers: instants as ISO 8601. */
export function artistJson({ timeOff, ...view }: ArtistView) {
  return { ...view, timeOff: timeOff.map(spanJson) };
}
