import { and, eq, inArray, ne, or } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { inquiries, waitlistEntries } from "../schema/inquiries.ts";
import { type AppointmentChange, applyAppointmentChange } from "./appointment-changes.ts";
import type { AppointmentRow } from "./appointments.ts";

/** The hash of the token of a link; see lib/links/manage-link.ts. */
type HashOf = (
  linked: { id: string; linkGeneration: number },
  kind: "appointment" | "inquiry" | "waitlist",
) => string;

/**
 * Revokes the link of one appointment, and with it every link that leads to it: of what it took the place of and what
 * took its own, of the other sittings of the series, of the idea and of the places on the waitlist they came from.
 * Those are no change that people see, so they keep their versions.
 */
export async function revokeLinks(
  db: Db,
  input: { appointment: AppointmentRow; change: AppointmentChange; hashOf: HashOf },
): Promise<"changed" | "stale"> {
  const { appointment, hashOf } = input;
  return transaction(db, () => {
    if (applyAppointmentChange(db, input.change) !== "changed") return "stale";
    const others = linkedTo(db, appointment);
    for (const row of others) {
      const next = { id: row.id, linkGeneration: row.linkGeneration + 1 };
      db.update(appointments)
        .set({ ...next, manageTokenHash: hashOf(next, "appointment") })
        .where(eq(appointments.id, row.id))
        .run();
    }
    const all = [appointment, ...others];
    const ideas = inArray(
      inquiries.id,
      all.flatMap(({ inquiryId }) => inquiryId ?? []),
    );
    for (const row of db.select().from(inquiries).where(ideas).all()) {
      const next = { id: row.id, linkGeneration: row.linkGeneration + 1 };
      db.update(inquiries)
        .set({ ...next, tokenHash: hashOf(next, "inquiry") })
        .where(eq(inquiries.id, row.id))
        .run();
    }
    const places = inArray(
      waitlistEntries.appointmentId,
      all.map(({ id }) => id),
    );
    for (const row of db.select().from(waitlistEntries).where(places).all()) {
      const next = { id: row.id, linkGeneration: row.linkGeneration + 1 };
      db.update(waitlistEntries)
        .set({ ...next, tokenHash: hashOf(next, "waitlist") })
        .where(eq(waitlistEntries.id, row.id))
        .run();
    }
    return "changed";
  });
}

/** The other appointments whose links lead to one: what it goes on with, what goes on with it, and its whole series. */
function linkedTo(db: Db, { id, rootId, seriesId }: AppointmentRow): AppointmentRow[] {
  const root = rootId ?? id;
  const belongs = or(
    eq(appointments.rootId, root),
    eq(appointments.id, root),
    seriesId === null ? undefined : eq(appointments.seriesId, seriesId),
  );
  return db
    .select()
    .from(appointments)
    .where(and(ne(appointments.id, id), belongs))
    .all();
}
