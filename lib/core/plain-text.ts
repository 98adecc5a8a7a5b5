// Controls and the marks that turn the direction of writing: a name must not rearrange what stands beside it.
const INVISIBLE = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Collapsing never has to look at more than this of a long text. */
const LOOK_AT = 20;

/**
 * One line of text as people write it: white space collapsed, invisible controls removed, at most `max` UTF-16 units,
 * cut between characters (as a person counts them) with an ellipsis. Markup stays the text it is.
 */
export function plainText(text: string, max: number): string {
  const line = text
    .slice(0, max * LOOK_AT)
    .toWellFormed()
    .replace(/\s+/gu, " ")
    .replace(INVISIBLE, "")
    .trim();
  return cutBetweenCharacters(line, max);
}

function cutBetweenCharacters(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  let end = 0;
  // What follows decides where a character ends, so a little more than fits is looked at.
  for (const { index, segment } of segmenter.segment(text.slice(0, max + 64))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  // One character longer than the room there is (heaped accents): cut within it, but never within a code point.
  if (end === 0) end = (text.codePointAt(room - 1) ?? 0) > 0xffff ? room - 1 : room;
  return `${text.slice(0, end).trimEnd()}…`;
}
