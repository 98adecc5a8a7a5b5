/** What of the studio's life people hear of. */
export const NEWS_EVENTS = ["requested", "confirmed", "cancelled", "sync_trouble"] as const;
export type NewsEvent = (typeof NEWS_EVENTS)[number];

/** What it reaches them by. */
export const NEWS_CHANNELS = ["bell", "mail", "talk", "matrix"] as const;
export type NewsChannel = (typeof NEWS_CHANNELS)[number];

/** A chat says it in a conversation of their own. */
export const CHATS = ["talk", "matrix"] as const;
export type Chat = (typeof CHATS)[number];

/** Minutes after midnight in `timeZone`; `from` is part of them and `to` is not. They may pass midnight. */
export interface QuietHours {
  from: number;
  to: number;
  timeZone: string;
}

export type Channels = Record<NewsChannel, boolean>;

export interface NewsChoices {
  events: Record<NewsEvent, Channels>;
  /** Null without quiet hours. */
  quiet: QuietHours | null;
  /** Whether trouble is told in quiet hours too. */
  troublePasses: boolean;
  /** Of somebody who is an artist beside being admin or desk: also what concerns the others. */
  everybody: boolean;
  /** Whether they ever said so themselves. */
  chosen: boolean;
}

/** As it is stored (db/schema/messenger.ts). Beside the events `channels` holds what else was chosen, under `MORE`. */
export interface StoredChoices {
  channels: Record<string, string[]>;
  quietFrom: number | null;
  quietTo: number | null;
  timeZone: string;
}

const MORE = "more";
/** What an artist chose of their own calendar says nothing of the studio's trouble, should they become an admin. */
const OWN_TROUBLE = "own_trouble";
const TROUBLE_PASSES = "trouble_passes";
const EVERYBODY = "everybody";

/** Whoever reads news: their role, and the artist they are. */
export interface NewsPerson {
  role: "admin" | "artist" | "staff";
  artistId: string | null;
}

const ARTIST: Record<"requested" | "confirmed" | "cancelled", readonly NewsChannel[]> = {
  requested: ["bell", "mail"],
  confirmed: ["bell"],
  cancelled: ["bell", "mail"],
};

/** How somebody hears of an event who chose nothing: artists of what is theirs, admins of trouble. */
function defaultChannels(event: NewsEvent, { role, artistId }: NewsPerson): readonly NewsChannel[] {
  if (event === "sync_trouble") return role === "admin" ? ["bell", "mail"] : ["bell"];
  return artistId === null ? [] : ARTIST[event];
}

/** The events that reach somebody at all: trouble is the admins', and an artist's own calendars the artist's too. */
export function eventsOf({ role, artistId }: NewsPerson): readonly NewsEvent[] {
  const hasTrouble = role === "admin" || (role === "artist" && artistId !== null);
  return NEWS_EVENTS.filter((event) => event !== "sync_trouble" || hasTrouble);
}

function storedAs(event: NewsEvent, { role }: NewsPerson): string {
  return event === "sync_trouble" && role !== "admin" ? OWN_TROUBLE : event;
}

/** What somebody chose, or the defaults for them; an event that was not chosen about has its default too. */
export function choicesOf(row: StoredChoices | null | undefined, person: NewsPerson): NewsChoices {
  const reaching = eventsOf(person);
  const of = (event: NewsEvent): Channels => {
    // What they chose in another role does not hold in this one.
    const chosen: readonly string[] = reaching.includes(event)
      ? (row?.channels[storedAs(event, person)] ?? defaultChannels(event, person))
      : [];
    return {
      bell: chosen.includes("bell"),
      mail: chosen.includes("mail"),
      talk: chosen.includes("talk"),
      matrix: chosen.includes("matrix"),
    };
  };
  const { quietFrom: from, quietTo: to } = row ?? { quietFrom: null, quietTo: null };
  const more = row?.channels[MORE] ?? [];
  return {
    events: {
      requested: of("requested"),
      confirmed: of("confirmed"),
      cancelled: of("cancelled"),
      sync_trouble: of("sync_trouble"),
    },
    quiet: row && from !== null && to !== null && from !== to ? { from, to, timeZone: row.timeZone } : null,
    troublePasses: more.includes(TROUBLE_PASSES),
    everybody: person.artistId === null || (person.role !== "artist" && more.includes(EVERYBODY)),
    chosen: row !== null && row !== undefined,
  };
}

/** Whether somebody hears of an artist's appointments at all: the artist's own do, others where they hear of everybody's. */
export function concerns(
  { artistId }: Pick<NewsPerson, "artistId">,
  { everybody }: Pick<NewsChoices, "everybody">,
  ofArtist: string,
): boolean {
  return artistId === ofArtist || everybody;
}

/**
 * The other way round. Of events that do not reach the person nothing is said, so that in another role they have their
 * default. `timeZone` is kept without quiet hours too.
 */
export function storedChoices(
  choices: Omit<NewsChoices, "chosen">,
  person: NewsPerson,
  timeZone: string,
): StoredChoices {
  const channels: Record<string, string[]> = {};
  for (const event of eventsOf(person))
    channels[storedAs(event, person)] = NEWS_CHANNELS.filter((channel) => choices.events[event][channel]);
  channels[MORE] = [
    ...(choices.troublePasses ? [TROUBLE_PASSES] : []),
    ...(choices.everybody ? [EVERYBODY] : []),
  ];
  const { quiet } = choices;
  return {
    channels,
    quietFrom: quiet?.from ?? null,
    quietTo: quiet?.to ?? null,
    timeZone: quiet?.timeZone ?? timeZone,
  };
}
