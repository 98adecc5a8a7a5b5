/** Within a word an underscore formats nothing. */
const SIGNS = /[\\`*~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** A heading, a quotation, a list, a line: at the beginning of a line only. Held off by a sign without width. */
const LINE_STARTS = /^([^\S\n]*)(?=[-+=#>|]|\d+[.)])/gm;

/** Text as Todoist shows it as it was typed, in a task's content and description (its Markdown). */
export function escapeTodoist(text: string): string {
  return text.replace(LINE_STARTS, "$1\u2060").replace(SIGNS, "\\$&");
}
