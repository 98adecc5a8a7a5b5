import type { SearchWord } from "#db/queries/customer-list.ts";
import { phoneKey, readPhone } from "#lib/core/contact-keys.ts";
import { foldText } from "#lib/core/fold-text.ts";

const MAX_LENGTH = 200;
const MAX_WORDS = 10;

/**
 * What somebody typed, as the list compares it: its words, and the whole as a name may begin with it. A number may be
 * written with gaps; `prefix` is "" where nothing was typed.
 */
export function readSearch(typed: string): { words: SearchWord[]; prefix: string } {
  const text = foldText(typed.slice(0, MAX_LENGTH));
  if (isNumber(text)) return { words: [numberWord(text)], prefix: text };
  const words = text.split(" ").filter((word) => word !== "");
  return { words: words.slice(0, MAX_WORDS).map(toWord), prefix: text };
}

function isNumber(text: string): boolean {
  return /^[+0-9()/. -]+$/.test(text) && (text.match(/\d/g) ?? []).length >= 3;
}

function toWord(text: string): SearchWord {
  return isNumber(text) ? numberWord(text) : { text, digits: null, phoneKey: null };
}

function numberWord(text: string): SearchWord {
  return { text, digits: readPhone(text).digits || null, phoneKey: phoneKey(text) || null };
}
