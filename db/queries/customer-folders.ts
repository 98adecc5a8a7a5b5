import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

const folder = customers.nextcloudFolder;

/** Whether any customer has a folder yet. */
export async function anyCustomerFolder(db: Db): Promise<boolean> {
  return (
    db.select({ id: customers.id }).from(customers).where(isNotNull(folder)).limit(1).get() !== undefined
  );
}

/** Whether a customer other than `exceptId` has this folder, in whatever case. */
export async function isFolderOwned(db: Db, path: string, exceptId: string): Promise<boolean> {
  const owner = db
    .select({ id: customers.id })
    .from(customers)
    .where(and(sql`casefold(${folder}) = casefold(${path})`, ne(customers.id, exceptId)))
    .get();
  return owner !== undefined;
}

/** Whether the folder is another customer's, lies in one, or one lies in it. */
export async function touchesOthersFolder(db: Db, path: string, exceptId: string): Promise<boolean> {
  return touchesOthers(db, path, exceptId);
}

/** The same, inside the caller's transaction. */
export function touchesOthers(db: Db, path: string, exceptId: string): boolean {
  const names = path.split("/");
  const above = names.map((_, index) => names.slice(0, index + 1).join("/"));
  const other = db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        ne(customers.id, exceptId),
        sql`(${folder} IN (SELECT value FROM json_each(${JSON.stringify(above)}))
          OR (${folder} > ${`${path}/`} AND ${folder} < ${`${path}0`}))`,
      ),
    )
    .get();
  return other !== undefined;
}

/**
 * Gives a customer a folder, if theirs is still `before`.
 * @returns "taken" when it is another customer's, "changed" when somebody gave them one meanwhile, "gone" when there is
 *   no such customer.
 */
export async function claimCustomerFolder(
  db: Db,
  id: string,
  claim: {
    before: string | null;
    folder: string;
    folderId: string | null;
    /** A name that is new may not even differ from another's by case alone. */
    isNew?: boolean;
    audit?: AuditEntry;
  },
): Promise<"claimed" | "taken" | "changed" | "gone"> {
  return transaction(db, () => {
    const other = db
      .select({ id: customers.id })
      .from(customers)
      .where(
        and(
          claim.isNew ? sql`casefold(${folder}) = casefold(${claim.folder})` : eq(folder, claim.folder),
          ne(customers.id, id),
        ),
      )
      .get();
    if (other) return "taken";
    const isStill = claim.before === null ? isNull(folder) : eq(folder, claim.before);
    const result = db
      .update(customers)
      .set({ nextcloudFolder: claim.folder, nextcloudFolderId: claim.folderId })
      .where(and(eq(customers.id, id), isStill))
      .run();
    if (result.changes === 1) {
      if (claim.audit) writeAudit(db, claim.audit);
      return "claimed";
    }
    return db.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).get()
      ? "changed"
      : "gone";
  });
}
