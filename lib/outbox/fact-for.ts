import type { StudioFact } from "#lib/mail/studio-fact.ts";
import type { NewsPerson } from "#lib/news/choices.ts";

/** What of an incident concerns somebody: an admin all of it, an artist their own calendars; null for nothing. */
export function factFor(fact: StudioFact, { role, artistId }: NewsPerson): StudioFact | null {
  if (role === "admin") return fact;
  switch (fact.template) {
    case "failing": {
      const calendars = fact.calendars.filter((calendar) => calendar.artistId === artistId);
      return calendars.length === 0 ? null : { ...fact, calendars };
    }
    case "held":
      return fact.artistId === artistId ? fact : null;
    case "suspended":
    case "dead":
      return null;
  }
}
