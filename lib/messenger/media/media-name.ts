import { plainText } from "#lib/core/plain-text.ts";

const MOST_MARKS = 200;
/** What programs open a file by. */
const ENDING = /\.[^.\s]{1,16}$/u;

/**
 * A file's name as it is shown and given back: one line, without the folders some programs send; where it is too long
 * its middle is left out, so that it keeps its ending.
 */
export function mediaName(told: string): string {
  const last = told.split(/[/\\]/).at(-1) ?? "";
  const ending = ENDING.exec(plainText(last.slice(-MOST_MARKS), MOST_MARKS))?.[0] ?? "";
  const whole = plainText(last, MOST_MARKS);
  const isCut = ending !== "" && !whole.endsWith(ending);
  const name = isCut ? plainText(last, MOST_MARKS - ending.length) + ending : whole;
  return name.replace(/^\.+$/, "") || "file";
}
