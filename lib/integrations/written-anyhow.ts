/** What HTML has a name for. */
const NAMES: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};
/** In other letters shorter ones are ordinary words: `password` in the name of a variable. */
const SHORTEST_OF_ANY_CASE = 12;

/**
 * Finds a text where URLs (`%C3%a4`), forms (`+`), JSON (`\"`, `\u00e4`) and HTML (`&amp;`, `&#39;`) have their own way
 * with its characters; a long one in any case.
 */
export function writtenAnyhow(text: string): RegExp {
  return new RegExp([...text].map(anyForm).join(""), text.length < SHORTEST_OF_ANY_CASE ? "g" : "gi");
}

/** Letters and digits are written as they are by all of them. */
function anyForm(char: string): string {
  if (/^[A-Za-z0-9]$/.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  const units = Array.from({ length: char.length }, (_, index) => hex(char.charCodeAt(index), 4));
  const literals = [char, JSON.stringify(char).slice(1, -1), `\\${char}`];
  if (char === " ") literals.push("+");
  if (NAMES[char] !== undefined) literals.push(`&${NAMES[char]};`);
  const forms = [
    ...literals.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")),
    [...Buffer.from(char, "utf8")].map((byte) => `%${hex(byte, 2)}`).join(""),
    units.map((unit) => `\\\\u${unit}`).join(""),
    `&#0{0,4}${code};`,
    `&#[xX]0{0,4}${hex(code, 1)};`,
  ];
  return `(?:${forms.join("|")})`;
}

/** Digits of either case. */
function hex(code: number, length: number): string {
  const digits = code.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
