import { MAIL_ADDRESS } from "#lib/integrations/mail-address.ts";

/** What people typed, before it is put into a text that another system shows. */

/** Signs that turn text around or hide it: nobody sees them, and what follows reads as something else. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
/** Sticks to its neighbours and has no width: what stands around it is read by people as before, by programs no longer. */
const JOINER = "\u2060";

/** One line of text, at most `longest` characters. */
export function oneLineValue(text: string, longest: number): string {
  return clip(visible(text).replace(/\s+/g, " ").trim(), longest);
}

/** Text with its line breaks, at most `longest` characters; never more than one empty line in a row. */
export function manyLinesValue(text: string, longest: number): string {
  const lines = visible(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+\n/g, "\n");
  return clip(lines.replace(/\n{3,}/g, "\n\n").trim(), longest);
}

/** No address in it is one to press, and no @ calls anybody; it reads as before. A mail address can be copied as it is. */
export function withoutLinks(text: string): string {
  return text.replace(/\S+/g, (word) =>
    MAIL_ADDRESS.test(word)
      ? word
      : word
          .replace(/:(?=\/)/g, `:${JOINER}`)
          .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L})/gu, `${JOINER}.`)
          .replace(/@/g, `@${JOINER}`),
  );
}

/** The beginning of a text, with an ellipsis where something is missing; never half a character. */
export function clip(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return `${characters
    .slice(0, longest - 1)
    .join("")
    .trimEnd()}…`;
}

function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, "")
    .replace(/[^\P{Cc}\n\t\r]/gu, "")
    .replace(/[\p{Zl}\p{Zp}]/gu, "\n");
}
