import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artistHours, artistServices, artists, services } from "../schema/artists.ts";
import { whileUnchanged } from "../while-unchanged.ts";
import { type CalendarRow, readCalendars } from "./calendars.ts";
import type { NewArtist } from "./edit-artists.ts";

export type ArtistRow = typeof artists.$inferSelect;
export type ServiceRow = typeof services.$inferSelect;
export type HoursRow = Pick<typeof artistHours.$inferSelect, "weekday" | "startMinute" | "endMinute">;

/** Active artists in the studio's order, each with the active services they offer. */
export async function listActiveArtists(db: Db): Promise<{ artist: ArtistRow; services: ServiceRow[] }[]> {
  const rows = db
    .select()
    .from(artists)
    .where(eq(artists.active, true))
    .orderBy(asc(artists.position), asc(artists.name))
    .all();
  const offered = await servicesByArtist(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((artist) => ({ artist, services: offered.get(artist.id) ?? [] }));
}

export async function listArtists(db: Db): Promise<ArtistRow[]> {
  return db.select().from(artists).orderBy(asc(artists.position), asc(artists.name)).all();
}

const artistById = prepared((db) =>
  db
    .select()
    .from(artists)
    .where(eq(artists.id, sql.placeholder("id")))
    .prepare(),
);

export async function findArtist(db: Db, id: string): Promise<ArtistRow | undefined> {
  return artistById(db).get({ id });
}

export async function findArtistBySlug(db: Db, slug: string): Promise<ArtistRow | undefined> {
  return db.select().from(artists).where(eq(artists.slug, slug)).get();
}

const servicesOf = prepared((db) =>
  db
    .select({ artistId: artistServices.artistId, service: services })
    .from(artistServices)
    .innerJoin(services, eq(services.id, artistServices.serviceId))
    .where(
      and(
        sql`${artistServices.artistId} IN (SELECT value FROM json_each(${sql.placeholder("artistIds")}))`,
        eq(services.active, true),
      ),
    )
    .orderBy(asc(artistServices.position), asc(services.name))
    .prepare(),
);

/** Active services of each artist, in the order the artist shows them. */
export async function servicesByArtist(db: Db, artistIds: string[]): Promise<Map<string, ServiceRow[]>> {
  return readServices(db, artistIds);
}

function readServices(db: Db, artistIds: string[]): Map<string, ServiceRow[]> {
  const grouped = new Map<string, ServiceRow[]>();
  if (artistIds.length === 0) return grouped;
  const rows = servicesOf(db).all({ artistIds: JSON.stringify(artistIds) });
  for (const row of rows) {
    const list = grouped.get(row.artistId);
    if (list) list.push(row.service);
    else grouped.set(row.artistId, [row.service]);
  }
  return grouped;
}

const hoursOf = prepared((db) =>
  db
    .select({
      weekday: artistHours.weekday,
      startMinute: artistHours.startMinute,
      endMinute: artistHours.endMinute,
    })
    .from(artistHours)
    .where(eq(artistHours.artistId, sql.placeholder("artistId")))
    .orderBy(asc(artistHours.weekday), asc(artistHours.startMinute))
    .prepare(),
);

/** What decides an artist's times, beside what blocks them. */
export interface BookingSetup {
  readonly artist: Readonly<ArtistRow>;
  /** Active services, in the order the artist shows them. */
  readonly services: readonly Readonly<ServiceRow>[];
  readonly hours: readonly Readonly<HoursRow>[];
  readonly calendars: readonly Readonly<CalendarRow>[];
}

const bookingSetup = whileUnchanged((db, artistId): BookingSetup | undefined => {
  const artist = artistById(db).get({ id: artistId });
  return (
    artist && {
      artist,
      services: readServices(db, [artistId]).get(artistId) ?? [],
      hours: hoursOf(db).all({ artistId }),
      calendars: readCalendars(db, [artistId]),
    }
  );
});

/** Asked with every look at an artist's times, so it is read anew only after the database changed. */
export async function findBookingSetup(db: Db, artistId: string): Promise<BookingSetup | undefined> {
  return bookingSetup(db, artistId);
}

const offeringIds = prepared((db) =>
  db.$client
    .prepare<[{ serviceId: string }], string>(`
      SELECT artists.id FROM artists
      WHERE artists.active AND EXISTS (
        SELECT 1 FROM artist_services AS offered JOIN services ON services.id = offered.service_id
        WHERE offered.artist_id = artists.id AND services.active
          AND (@serviceId = '' OR services.id = @serviceId)
      )
      ORDER BY artists.position, artists.name`)
    .pluck(),
);

const artistIdsOffering = whileUnchanged((db, serviceId): readonly string[] =>
  offeringIds(db).all({ serviceId }),
);

/** Ids of those who can be booked for a service, or at all, in the studio's order. */
export async function findArtistIdsOffering(db: Db, serviceId = ""): Promise<readonly string[]> {
  return artistIdsOffering(db, serviceId);
}

/** Stores an artist with their hours and services; used by the seed. */
export async function insertArtist(
  db: Db,
  input: { artist: NewArtist; hours: HoursRow[]; serviceIds: string[] },
): Promise<void> {
  db.transaction((tx) => {
    tx.insert(artists).values(input.artist).run();
    for (const row of input.hours)
      tx.insert(artistHours)
        .values({ artistId: input.artist.id, ...row })
        .run();
    input.serviceIds.forEach((serviceId, position) => {
      tx.insert(artistServices).values({ artistId: input.artist.id, serviceId, position }).run();
    });
  });
}

export async function insertService(db: Db, service: typeof services.$inferInsert): Promise<void> {
  db.insert(services).values(service).run();
}
