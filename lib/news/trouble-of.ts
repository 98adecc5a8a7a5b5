import type { NewsPerson } from "./choices.ts";

const STUDIO = "studio";

/** Whose trouble somebody is told of: the studio's, or that of the artist they are. Kept with what waits. */
export function troubleOf({ role, artistId }: NewsPerson): string {
  return role === "admin" ? STUDIO : (artistId ?? "");
}

/** Whether what was kept (before artists were told anything: nothing) still concerns somebody. */
export function isTroubleOf(of: string | undefined, person: NewsPerson): boolean {
  return (of ?? STUDIO) === troubleOf(person);
}
