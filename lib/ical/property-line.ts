import ICAL from "ical.js";

/** A property in jCal (RFC 7265): name in lower case, parameters, value type, values. */
export type JCalProperty = [
  name: string,
  params: Record<string, string>,
  type: string,
  ...values: (string | number)[],
];

/** TEXT of several lines: line ends become \n, control characters go. ical.js escapes what is left. */
export function plainText(value: string): string {
  return (
    value
      .toWellFormed()
      .replace(/\r\n?|\u0085|\u2028|\u2029|\v|\f/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (char) => (char === "\t" ? " " : ""))
  );
}

/** TEXT of one line, as titles and places are. */
export function singleLine(value: string): string {
  return plainText(value).replace(/\n+/g, " ").trim();
}

/** A URI carries no escapes, so whatever could end its line is taken out. */
export function plainUri(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  return value.toWellFormed().replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]/g, "");
}

/** An instant as jCal DATE-TIME in UTC. */
export function utcValue(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** One property as physical lines. ical.js escapes; its own folding makes continuation lines of 76 octets. */
export function propertyLines(property: JCalProperty): string[] {
  return folded(new ICAL.Property(property).toICALString().replace(/\r\n /g, ""));
}

/** At most 75 octets a line, never within a character (RFC 5545 §3.1). */
function folded(line: string): string[] {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char);
    if (octets + size > 75) {
      lines.push(current);
      current = " ";
      octets = 1;
    }
    current += char;
    octets += size;
  }
  lines.push(current);
  return lines;
}

function octetsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
