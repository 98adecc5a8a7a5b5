import { PassThrough, pipeline, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import { addAuditLine } from "#db/queries/audit.ts";
import { readCustomerRecord } from "#db/queries/customer-record.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { CALENDAR_BEGIN, CALENDAR_END, eventLines } from "#lib/backup/event-lines.ts";
import { log } from "#lib/core/log.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { requireCustomerAccess, requireFrontDesk } from "./customer-access.ts";
import { customerDocument } from "./customer-document.ts";
import { exportFiles } from "./export-files.ts";
import { exportWords } from "./export-words.ts";
import { safeFolderName } from "./folder-names.ts";

/**
 * All that is known of a person as one ZIP archive: their data, their appointments, and their files, which are read
 * from Nextcloud one after the other while the archive is being sent. What cannot be read is named in `missing.txt`.
 * `locale` is the reader's.
 * @throws AppError `not_signed_in`, `not_allowed` for artists, `not_found`
 */
export async function exportCustomer(
  ctx: Ctx,
  id: string,
  options: { locale: string },
): Promise<{ filename: string; body: Readable }> {
  requireFrontDesk(ctx.actor);
  const customer = await requireCustomerAccess(ctx, id);
  const record = await readCustomerRecord(ctx.db, customer);
  const { name: studio, timeZone } = await studioSettings(ctx);
  const words = exportWords({ locale: options.locale, timeZone });
  await addAuditLine(ctx.db, auditEntry(ctx, { entity: "customer", entityId: id, action: "exported" }));

  const zip = new ZipFile();
  const body = new PassThrough({ highWaterMark: 256 * 1024 });
  const ended = new AbortController();
  // Who stops reading stops the reading from Nextcloud.
  pipeline(zip.outputStream, body, () => ended.abort());
  zip.on("error", (error: Error) => body.destroy(error));
  const mtime = new Date(ctx.now());
  const addText = (name: string, text: string) => zip.addBuffer(Buffer.from(text, "utf8"), name, { mtime });
  addText("README.txt", words.readme({ studio, name: customer.name, nowMs: ctx.now() }));
  addText("customer.json", `${JSON.stringify(customerDocument(ctx, customer, record), null, 2)}\n`);
  const events = record.appointments.flatMap((appointment) => eventLines(ctx, appointment));
  addText("appointments.ics", `${[...CALENDAR_BEGIN, ...events, ...CALENDAR_END].join("\r\n")}\r\n`);
  const finish = async () => {
    const missing = await exportFiles(ctx, {
      zip,
      customer,
      media: record.media,
      pictures: record.pictures,
      words,
      signal: ended.signal,
    });
    if (missing.length > 0) addText("missing.txt", words.missing(missing));
    zip.end();
  };
  finish().catch((error: unknown) => {
    if (ended.signal.aborted) return;
    log().error({ err: error, customer: id }, "export failed");
    body.destroy(error instanceof Error ? error : new Error("The export failed."));
  });
  return { filename: `${safeFolderName(words.name(customer.name))}.zip`, body };
}
