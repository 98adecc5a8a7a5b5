import type { Db } from "#db/client.ts";
import {
  type ArtistRow,
  type HoursRow,
  insertArtist,
  insertService,
  type ServiceRow,
} from "#db/queries/artists.ts";

/** Every day from nine to five. */
export const everyDay: HoursRow[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  startMinute: 9 * 60,
  endMinute: 17 * 60,
}));

export function testService(id: string, more: Partial<ServiceRow> = {}): ServiceRow {
  return {
    id,
    name: "Session",
    description: "",
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    horizonDays: 90,
    slotStepMinutes: 30,
    priceNote: "",
    bookingMode: "slot",
    durationChoices: [],
    sessions: 1,
    sessionGapDays: 14,
    dailyMaximum: null,
    weeklyMaximum: null,
    depositAmount: null,
    consentFormId: null,
    asksPictures: true,
    active: true,
    createdAt: 0,
    ...more,
  };
}

/** Mara and Theo in Vienna; both offer `session` (one hour) and `buffered` (one hour, a quarter around it). */
export async function insertTestArtists(
  db: Db,
  artist: Partial<ArtistRow> = {},
  hours: HoursRow[] = everyDay,
): Promise<void> {
  await insertService(db, testService("session"));
  await insertService(
    db,
    testService("buffered", { name: "Buffered", bufferBeforeMinutes: 15, bufferAfterMinutes: 15 }),
  );
  for (const [position, slug] of ["mara", "theo"].entries()) {
    await insertArtist(db, {
      artist: {
        id: slug,
        slug,
        name: slug === "mara" ? "Mara" : "Theo",
        bio: "",
        timeZone: "Europe/Vienna",
        dailyMaximum: null,
        whenUnreachable: "accept",
        position,
        active: true,
        createdAt: 0,
        ...artist,
      },
      hours,
      serviceIds: ["session", "buffered"],
    });
  }
}
