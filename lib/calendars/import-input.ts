import { z } from "zod";

export const MAX_IMPORT_LINES = 500;
const MAX_IMPORT_BYTES = 256 * 1024;

/** CSV with a header: `artist` (id, slug or name), `calendar_url`, and where wanted `calendar_id`, `purpose`, `block_by`. */
export const calendarImport = z.object({
  csv: z
    .string({ error: "required" })
    .refine((text) => text.trim() !== "", "required")
    .refine((text) => new TextEncoder().encode(text).length <= MAX_IMPORT_BYTES, "too_long"),
  dryRun: z.boolean({ error: "required" }),
});
export type CalendarImportInput = z.infer<typeof calendarImport>;

/** What becomes of a line. */
export interface ImportLine {
  /** Of the file, counted from 1; the header is the first. */
  line: number;
  artist: string;
  calendar: string;
  /** `ready` in a dry run is what would be added. */
  result: "ready" | "added" | "exists" | "refused";
  /** A stable key for translations, where it was refused. */
  reason: string | null;
  /** The same in a sentence. */
  words: string | null;
}
