import { readCsv } from "#lib/core/csv.ts";
import { AppError } from "#lib/core/errors.ts";
import { MAX_IMPORT_LINES } from "./import-input.ts";

const required = ["artist", "calendar_url"] as const;
const known = [...required, "calendar_id", "purpose", "block_by"] as const;
type Column = (typeof known)[number];

/** A line of an import as it was written; empty where there is no such column. */
export type WrittenLine = { line: number } & Record<Column, string>;

/**
 * Reads the lines below the header, whose columns may stand in any order.
 * @throws AppError `invalid_input` at `csv` when the file is no CSV, or its header lacks a column or has one too many
 */
export function readImport(csv: string): WrittenLine[] {
  const [header, ...records] = readCsv(csv, MAX_IMPORT_LINES + 1);
  const names = (header?.cells ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
  const missing = required.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw refused(
      `The first line must name the columns; ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing. Known are ${known.join(", ")}.`,
    );
  const odd = names.find(
    (name, index) => name !== "" && (!known.some((column) => column === name) || names.indexOf(name) < index),
  );
  if (odd) throw refused(`The column “${odd}” is not known, or there twice. Known are ${known.join(", ")}.`);
  return records.map(({ line, cells }) => {
    const cell = (column: Column) => (cells[names.indexOf(column)] ?? "").trim();
    return {
      line,
      artist: cell("artist"),
      calendar_url: cell("calendar_url"),
      calendar_id: cell("calendar_id"),
      purpose: cell("purpose").toLowerCase(),
      block_by: cell("block_by").toLowerCase(),
    };
  });
}

function refused(sentence: string): AppError {
  return new AppError("invalid_input", sentence, { errors: { csv: [sentence] } });
}
