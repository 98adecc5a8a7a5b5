import { count, fields, list, text, textOrNull } from "#components/console/json-fields.ts";
import type { ImportLine } from "#lib/calendars/import-input.ts";

const results: readonly ImportLine["result"][] = ["ready", "added", "exists", "refused"];

/** The lines of an import as the API answers them. */
export function readImportAnswer(answer: unknown): ImportLine[] {
  return list(fields(answer).lines).map((entry) => {
    const line = fields(entry);
    return {
      line: count(line.line),
      artist: text(line.artist),
      calendar: text(line.calendar),
      result: results.find((result) => result === line.result) ?? "refused",
      reason: textOrNull(line.reason),
      words: textOrNull(line.words),
    };
  });
}
