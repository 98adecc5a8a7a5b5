import { and, asc, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { newsChoices } from "../schema/news.ts";
import { users } from "../schema/users.ts";
import { releaseHeld } from "./release-held.ts";
import type { UserRow } from "./users.ts";

export type NewsChoicesRow = typeof newsChoices.$inferSelect;

/** Somebody and what they chose; null for who never did. */
export interface NewsReader {
  user: UserRow;
  choices: NewsChoicesRow | null;
}

export async function findNewsChoices(db: Db, userId: string): Promise<NewsChoicesRow | undefined> {
  return db.select().from(newsChoices).where(eq(newsChoices.userId, userId)).get();
}

/**
 * Changes what somebody chose, by what they had chosen until then: of two changes at once neither is lost. What is held
 * for their quiet hours is looked at again by the new ones. @returns false for whoever is not active
 */
export async function changeNewsChoices(
  db: Db,
  userId: string,
  nowMs: number,
  change: (before: NewsReader) => Omit<NewsChoicesRow, "userId" | "updatedAt">,
): Promise<boolean> {
  return transaction(db, () => {
    const before = newsReader(db, userId);
    if (!before) return false;
    const set = { ...change(before), updatedAt: nowMs };
    db.insert(newsChoices)
      .values({ userId, ...set })
      .onConflictDoUpdate({ target: newsChoices.userId, set })
      .run();
    releaseHeld(db, userId, nowMs);
    return true;
  });
}

const newsReaders = prepared((db) => {
  const artistId = sql.placeholder("artistId");
  const atDesk = inArray(users.role, ["staff", "admin"]);
  return {
    concerned: db
      .select({ user: users, choices: newsChoices })
      .from(users)
      .leftJoin(newsChoices, eq(newsChoices.userId, users.id))
      .where(and(eq(users.active, true), or(eq(users.artistId, artistId), atDesk)))
      .orderBy(asc(users.createdAt), asc(users.id))
      .prepare(),
    somebody: db
      .select({ id: users.id })
      .from(users)
      .leftJoin(newsChoices, eq(newsChoices.userId, users.id))
      .where(
        and(
          eq(users.active, true),
          ne(users.id, sql.placeholder("exceptId")),
          or(eq(users.artistId, artistId), and(atDesk, isNotNull(newsChoices.userId))),
        ),
      )
      .limit(1)
      .prepare(),
  };
});

/** Who may hear of an artist's appointments: whoever signs in as the artist, the desk and the admins. */
export function readersOfAppointments(db: Db, artistId: string): NewsReader[] {
  return newsReaders(db).concerned.all({ artistId });
}

/** Whether anybody but `exceptId` may: the artist's own by default, everybody else once they chose to. */
export function hasNewsReader(db: Db, artistId: string, exceptId: string): boolean {
  return newsReaders(db).somebody.get({ artistId, exceptId }) !== undefined;
}

/** Who hears of trouble: of all of it the admins, of their own calendars the artists. */
export function readersOfTrouble(db: Db): NewsReader[] {
  return db
    .select({ user: users, choices: newsChoices })
    .from(users)
    .leftJoin(newsChoices, eq(newsChoices.userId, users.id))
    .where(
      and(
        eq(users.active, true),
        or(eq(users.role, "admin"), and(eq(users.role, "artist"), isNotNull(users.artistId))),
      ),
    )
    .orderBy(asc(users.createdAt), asc(users.id))
    .all();
}

/** One person; undefined for whoever is not active. */
export function newsReader(db: Db, userId: string): NewsReader | undefined {
  return db
    .select({ user: users, choices: newsChoices })
    .from(users)
    .leftJoin(newsChoices, eq(newsChoices.userId, users.id))
    .where(and(eq(users.active, true), eq(users.id, userId)))
    .get();
}

/** Active users of an artist, as `listUsersOfArtist`, with what they chose. */
export async function newsReadersOfArtist(db: Db, artistId: string): Promise<NewsReader[]> {
  return readersOfAppointments(db, artistId).filter(({ user }) => user.artistId === artistId);
}
