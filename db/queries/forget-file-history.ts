import { and, eq, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { auditLog } from "../schema/system.ts";
import type { CustomerRow } from "./customers.ts";
import { FORGOTTEN } from "./retention.ts";

/** A folder that was renamed more often than this is looked at no further back. */
const MAX_NAMES = 100;

/**
 * Inside the caller's transaction: the folder a customer has, and those it was before, as far as the history tells;
 * those of whom became part of them too (`merged`).
 */
export function formerFolders(
  db: Db,
  customer: Pick<CustomerRow, "id" | "nextcloudFolder">,
  merged: { ids: string[]; folders: { path: string }[] },
): string[] {
  const folders = new Set(merged.folders.map(({ path }) => path));
  if (customer.nextcloudFolder !== null) folders.add(customer.nextcloudFolder);
  for (const id of merged.ids)
    for (const detail of detailsOf(db, "customer", sql`${auditLog.entityId} = ${id}`))
      for (const path of [detail.from, detail.to]) if (typeof path === "string") folders.add(path);
  // The set grows while it is walked: each earlier name is looked up in turn.
  for (const folder of folders) {
    if (folders.size > MAX_NAMES) break;
    for (const { from } of detailsOf(db, "file", sql`${auditLog.detail} ->> '$.to' = ${folder}`))
      if (typeof from === "string") folders.add(from);
  }
  // A name that is another customer's by now is told apart no longer.
  return [...folders].filter((folder) => !isOthers(db, folder, customer.id));
}

/** Inside the caller's transaction: takes names and paths from the history of a forgotten person's files. */
export function redactFileHistory(
  db: Db,
  of: { customerIds: string[]; mediaIds: string[]; folders: string[] },
): void {
  const isUnder = (value: unknown) =>
    sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(of.folders)}) AS folder
      WHERE ${value} = folder.value OR substr(${value}, 1, length(folder.value) + 1) = folder.value || '/')`;
  db.update(auditLog)
    .set({ entityId: FORGOTTEN, detail: {} })
    .where(
      and(
        eq(auditLog.entity, "file"),
        sql`(${auditLog.detail} ->> '$.customerId' IN (SELECT value FROM json_each(${JSON.stringify(of.customerIds)}))
          OR ${auditLog.detail} ->> '$.mediaId' IN (SELECT value FROM json_each(${JSON.stringify(of.mediaIds)}))
          OR ${isUnder(auditLog.entityId)}
          OR ${isUnder(sql`(${auditLog.detail} ->> '$.from')`)})`,
      ),
    )
    .run();
}

function detailsOf(db: Db, entity: "customer" | "file", where: ReturnType<typeof sql>) {
  return db
    .select({ detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.entity, entity), where))
    .limit(10_000)
    .all()
    .map(({ detail }) => detail);
}

function isOthers(db: Db, folder: string, customerId: string): boolean {
  const { nextcloudFolder, id } = customers;
  return (
    db
      .select({ id })
      .from(customers)
      .where(and(eq(nextcloudFolder, folder), ne(id, customerId)))
      .get() !== undefined
  );
}
