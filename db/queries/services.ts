import { and, asc, desc, eq, inArray, max, notInArray } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { artistServices, services } from "../schema/artists.ts";
import { consentForms } from "../schema/consents.ts";
import type { ServiceRow } from "./artists.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type NewService = typeof services.$inferInsert;

/** Everything that was ever offered, what can be booked first. */
export async function listServices(db: Db): Promise<ServiceRow[]> {
  return db
    .select()
    .from(services)
    .orderBy(desc(services.active), asc(services.name), asc(services.id))
    .all();
}

export async function findService(db: Db, id: string): Promise<ServiceRow | undefined> {
  return db.select().from(services).where(eq(services.id, id)).get();
}

/** Those of the ids that are a service. */
export async function knownServiceIds(db: Db, ids: string[]): Promise<Set<string>> {
  const rows = db.select({ id: services.id }).from(services).where(inArray(services.id, ids)).all();
  return new Set(rows.map((row) => row.id));
}

export async function isConsentForm(db: Db, id: string): Promise<boolean> {
  const row = db.select({ id: consentForms.id }).from(consentForms).where(eq(consentForms.id, id)).get();
  return row !== undefined;
}

/** Forms a service can ask for: id and title, those in use first. */
export async function listConsentFormTitles(
  db: Db,
): Promise<{ id: string; title: string; active: boolean }[]> {
  return db
    .select({ id: consentForms.id, title: consentForms.title, active: consentForms.active })
    .from(consentForms)
    .orderBy(desc(consentForms.active), asc(consentForms.title))
    .all();
}

/** Ids of the artists who offer each service. */
export async function artistIdsByService(db: Db): Promise<Map<string, string[]>> {
  const rows = db.select().from(artistServices).orderBy(asc(artistServices.artistId)).all();
  const grouped = new Map<string, string[]>();
  for (const row of rows) grouped.set(row.serviceId, [...(grouped.get(row.serviceId) ?? []), row.artistId]);
  return grouped;
}

export async function createService(
  db: Db,
  input: { service: NewService; artistIds: string[]; audit: AuditEntry },
): Promise<void> {
  transaction(db, () => {
    db.insert(services).values(input.service).run();
    offerBy(db, input.service.id, input.artistIds);
    writeAudit(db, input.audit);
  });
}

/** Changes a service; the artists, where given, are from now on those who offer it. */
export async function updateService(
  db: Db,
  id: string,
  change: { set: Partial<Omit<ServiceRow, "id">>; artistIds?: string[]; audit: AuditEntry },
): Promise<void> {
  transaction(db, () => {
    if (Object.keys(change.set).length > 0)
      db.update(services).set(change.set).where(eq(services.id, id)).run();
    if (change.artistIds) offerBy(db, id, change.artistIds);
    writeAudit(db, change.audit);
  });
}

/** Whoever offered it already keeps its place in their order; for the others it comes last. */
function offerBy(db: Db, serviceId: string, artistIds: string[]): void {
  db.delete(artistServices)
    .where(and(eq(artistServices.serviceId, serviceId), notInArray(artistServices.artistId, artistIds)))
    .run();
  for (const artistId of artistIds) {
    const last = db
      .select({ position: max(artistServices.position) })
      .from(artistServices)
      .where(eq(artistServices.artistId, artistId))
      .get();
    db.insert(artistServices)
      .values({ artistId, serviceId, position: (last?.position ?? -1) + 1 })
      .onConflictDoNothing()
      .run();
  }
}
