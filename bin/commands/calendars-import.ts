import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { closeDatabase } from "#db/client.ts";
import { importCalendars } from "#lib/calendars/import-calendars.ts";
import { calendarImport } from "#lib/calendars/import-input.ts";
import { callerPath } from "../support/caller-path.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

const MAX_BYTES = 256 * 1024;

/** Links calendars named in a CSV file and says what became of each line. Exit 1 when a line could not be used. */
export async function calendarsImport(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { "dry-run": { type: "boolean", default: false } },
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) {
    console.error("Usage: bin/parlour calendars import FILE [--dry-run]");
    return 2;
  }
  const csv = await readCsvFile(callerPath(file));
  const input = calendarImport.safeParse({ csv, dryRun: values["dry-run"] });
  if (!input.success) throw new Error(`${file} is empty.`);
  prepareEnvironment();
  const ctx = commandContext();
  try {
    const { lines } = await importCalendars(ctx, input.data);
    for (const { line, artist, calendar, result, words } of lines)
      console.log(`line ${line}: ${artist} ${calendar}: ${said[result]}${words ? `: ${words}` : ""}`);
    const count = (result: keyof typeof said) => lines.filter((line) => line.result === result).length;
    console.log(
      input.data.dryRun
        ? `${count("ready")} would be connected, ${count("exists")} are there already, ${count("refused")} cannot be used. Nothing has changed.`
        : `${count("added")} connected, ${count("exists")} were there already, ${count("refused")} could not be used.`,
    );
    return count("refused") === 0 ? 0 : 1;
  } finally {
    closeDatabase(ctx.db);
  }
}

const said = {
  ready: "would be connected",
  added: "connected",
  exists: "there already",
  refused: "cannot be used",
} as const;

async function readCsvFile(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new Error(`${file} is larger than 256 kB.`);
  return await readFile(file, "utf8");
}
