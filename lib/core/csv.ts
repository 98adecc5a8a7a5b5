import { AppError } from "./errors.ts";

/** A record of a CSV file and the line it begins on, counted from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/**
 * Reads CSV (RFC 4180): quoted cells with doubled quotes and line breaks, CRLF, LF or CR, a byte order mark. Commas
 * separate, or semicolons or tabs where the first line has more of those. Empty lines are left out.
 * @throws AppError `invalid_input` at `csv` for a quote that is not closed, or over `maxRecords`
 */
export function readCsv(text: string, maxRecords: number): CsvRecord[] {
  const body = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(body);
  // A cell: quoted, or bare; then what ends it.
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"[ ]*|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    "y",
  );
  const records: CsvRecord[] = [];
  let [line, startedOn] = [1, 1];
  let cells: string[] = [];
  while (cell.lastIndex < body.length) {
    const match = cell.exec(body);
    if (!match) throw refused(`Line ${line}: a quotation mark is not closed, or stands inside a cell.`);
    const [whole, quoted, bare = "", end] = match;
    if (quoted === undefined && bare.trimStart().startsWith('"'))
      throw refused(`Line ${line}: a quotation mark is not closed, or stands inside a cell.`);
    cells.push(quoted?.replaceAll('""', '"') ?? bare.trim());
    line += whole.split(/\r\n|\n|\r/).length - 1;
    if (end === separator && cell.lastIndex < body.length) continue;
    if (end === separator) cells.push("");
    if (cells.some((value) => value !== "")) records.push({ line: startedOn, cells });
    if (records.length > maxRecords) throw refused(`At most ${maxRecords - 1} lines below the first.`);
    [cells, startedOn] = [[], line];
  }
  return records;
}

function separatorOf(text: string): string {
  const [first = ""] = text.split(/\r|\n/, 1);
  const count = (separator: string) => first.split(separator).length - 1;
  const most = Math.max(count(","), count(";"), count("\t"));
  return [",", ";", "\t"].find((separator) => count(separator) === most) ?? ",";
}

function refused(sentence: string): AppError {
  return new AppError("invalid_input", sentence, { errors: { csv: [sentence] } });
}
