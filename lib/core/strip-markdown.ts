const FENCE = /^[ \t]{0,3}(?:`{3,}|~{3,})[^\n]{0,200}$/gm;
const RULE = /^[ \t]{0,3}([-*_])(?:[ \t]{0,3}\1){2,20}[ \t]*$/gm;
const LINE_MARK = /^[ \t]{0,8}(?:#{1,6}[ \t]+|(?:>[ \t]?){1,8}|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)/gm;
const CODE = /`([^`\n]{1,1000})`/g;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const LINK = /!?\[([^\][\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+"[^"\n]{0,200}")?\)/g;
const STRONG = /(\*\*|__|~~)(?=\S)([^\n]{1,1000}?)(?<=\S)\1/g;
const STARRED = /\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*/g;
const UNDERSCORED = /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]{1,1000}?)(?<=\S)_(?![\p{L}\p{N}_])/gu;

/**
 * The text of a chat message without its Markdown marks: what a chat shows, in one colour. Code and escaped signs stay
 * as they are. For texts of a few thousand characters: every pattern is bounded.
 */
export function stripMarkdown(text: string): string {
  // U+FFFE, which is no character, marks what is taken out, so that nothing below reads it as marks.
  const kept: string[] = [];
  const keep = (_match: string, literal: string) => `\ufffe${kept.push(literal) - 1}\ufffe`;
  return text
    .replaceAll("\ufffe", "")
    .replace(FENCE, "")
    .replace(RULE, "")
    .replace(LINE_MARK, "")
    .replace(CODE, keep)
    .replace(ESCAPED, keep)
    .replace(LINK, "$1")
    .replace(STRONG, "$2")
    .replace(STRONG, "$2")
    .replace(STARRED, "$1")
    .replace(UNDERSCORED, "$1")
    .replace(/\ufffe(\d+)\ufffe/g, (_mark, index: string) => kept[Number(index)] ?? "");
}
