import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { leases } from "../schema/system.ts";

/** Until when the worker of this database claims to live; null where none does. Epoch milliseconds. */
export async function workerLeaseEnds(db: Db): Promise<number | null> {
  return db.select().from(leases).where(eq(leases.name, "worker")).get()?.expiresAt ?? null;
}

/** What passes by itself, can be read anew from Nextcloud, or is nobody's business outside. */
const NOT_EXPORTED = new Set([
  "backup_meta",
  "busy_intervals",
  "calendar_objects",
  "embed_tokens",
  "form_drafts",
  "idempotency_keys",
  "leases",
  "limits",
  "login_flows",
  "outbox",
  "sign_in_links",
  "suspended_accounts",
  "upload_sessions",
]);

/** Columns of JSON text. */
const JSON_COLUMNS = new Set(["alternatives", "before", "detail", "value"]);

export interface ExportedTable {
  name: string;
  /** One at a time, in the order stored; without hashes, tokens and passwords. Bytes as base64. */
  rows: Iterable<Record<string, unknown>>;
}

/**
 * Shows every table that belongs to the studio to `visit`, one after the other, all as of the same moment.
 * `visit` must be done with a table's rows when it returns.
 */
export function visitTables(db: Db, visit: (table: ExportedTable) => void): void {
  const client = db.$client;
  client.transaction(() => {
    const tables = client
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    for (const { name } of tables) {
      if (NOT_EXPORTED.has(name) || /^(sqlite_|__)/.test(name)) continue;
      const rows = client
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}" ORDER BY rowid`)
        .iterate();
      visit({ name, rows: exportedRows(rows) });
    }
  })();
}

function* exportedRows(rows: Iterable<Record<string, unknown>>): Generator<Record<string, unknown>> {
  for (const row of rows) {
    const kept = Object.entries(row).filter(([column]) => !/hash|token|password|secret/.test(column));
    yield Object.fromEntries(kept.map(([column, value]) => [column, exportedValue(column, value)]));
  }
}

function exportedValue(column: string, value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString("base64") };
  return JSON_COLUMNS.has(column) && typeof value === "string" ? JSON.parse(value) : value;
}
