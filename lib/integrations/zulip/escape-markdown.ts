import { MAIL_ADDRESS } from "../mail-address.ts";

/** Zero width space: keeps two characters apart, and nobody sees it. */
const APART = "\u200b";
/** Hair space: an asterisk before white space opens nothing. */
const HAIR = "\u200a";

/**
 * Somebody else's words for a message: they mention nobody, link nowhere, format nothing and are no command, whatever
 * text stands around them. Zulip has no character that escapes (zulip.com/help/format-your-message-using-markdown), so
 * what would mean something is taken apart with characters that are not seen; a backtick becomes one that looks the
 * same. Mail addresses stay as they are, so that they can be copied; Zulip links those to a mail program.
 */
export function escapeMarkdown(text: string): string {
  return inLines(text)
    .replace(/\S+/g, takeLinksApart)
    .replaceAll("`", "\u02cb")
    .replaceAll("*", `*${HAIR}`)
    .replace(/[#~$\]]/g, (char) => char + APART)
    .replace(/@(?![\p{L}\p{N}])/gu, `@${APART}`)
    .replace(/<(?=time:)/gi, `<${APART}`)
    .replace(/&(?=[#\w]+;)/g, `&${APART}`)
    .replace(/:(?=[\p{L}\p{N}_+-]+:)/gu, `:${APART}`)
    .replace(STARTS_A_BLOCK, APART);
}

/** Quotes, lists, rules, tables, commands such as /me and /poll, and the indented code of any line. */
const STARTS_A_BLOCK = /^(?=[>/|=_:-]|[+*]\s|\p{Nd}+[.)]\s|\s)/gmu;

/** Every line ending as Zulip reads it, and no character that only steers, or turns the direction of writing. */
function inLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, "");
}

function takeLinksApart(word: string): string {
  if (MAIL_ADDRESS.test(word)) return word;
  return word.replace(/\.(?=\p{L})|:(?=\/)|(?<=\bbitcoin):/giu, (char) => char + APART);
}
