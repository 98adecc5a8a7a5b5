import { unsupportedMediaType } from "#sandbox/dav/dav-error.ts";

/** A content line (RFC 5545, section 3.1), unfolded; name and parameter names in upper case. */
export type ContentLine = { name: string; parameters: Record<string, string>; value: string };

/** A component with its own lines and the components inside it. */
export type Component = { name: string; lines: ContentLine[]; components: Component[] };

const linePattern = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/s;
const parameterPattern = /;([A-Za-z0-9-]+)=("[^"]*"|[^":;]*)/g;

const invalid = (reason: string) =>
  unsupportedMediaType(`This resource only supports valid iCalendar 2.0 data. Parse error: ${reason}`);

function parseLine(line: string, number: number): ContentLine {
  const match = linePattern.exec(line);
  if (match === null)
    throw invalid(
      `Invalid Mimedir file. Line starting at ${number} did not follow iCalendar/vCard conventions`,
    );
  const parameters: Record<string, string> = {};
  for (const parameter of (match[2] ?? "").matchAll(parameterPattern)) {
    parameters[(parameter[1] ?? "").toUpperCase()] = (parameter[2] ?? "").replaceAll('"', "");
  }
  return { name: (match[1] ?? "").toUpperCase(), parameters, value: match[3] ?? "" };
}

/**
 * Reads the outer structure of an iCalendar object: only what a server must know to accept it. Works line by
 * line, so no input can make it loop. Throws 415 on anything that is not one VCALENDAR.
 */
export function parseCalendarText(text: string): Component {
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r\n|\n|\r/);
  const open: Component[] = [];
  let root: Component | undefined;
  for (const [index, raw] of lines.entries()) {
    if (raw.trim() === "") continue;
    if (open.length === 0 && (root !== undefined || !/^BEGIN:VCALENDAR\s*$/i.test(raw))) {
      throw invalid(
        root === undefined
          ? "This parser only supports VCARD and VCALENDAR files"
          : "Text after END:VCALENDAR",
      );
    }
    const line = parseLine(raw, index + 1);
    const current = open.at(-1);
    if (line.name === "BEGIN") {
      const component: Component = { name: line.value.trim().toUpperCase(), lines: [], components: [] };
      if (current === undefined) root = component;
      else current.components.push(component);
      open.push(component);
    } else if (line.name === "END") {
      if (open.pop()?.name !== line.value.trim().toUpperCase()) throw invalid(`Unexpected END:${line.value}`);
    } else current?.lines.push(line);
  }
  if (root === undefined) throw invalid("End of document reached prematurely");
  if (open.length > 0) throw invalid("Invalid MimeDir file. Unexpected end of file");
  return root;
}

/** The first line of that name. */
export function lineOf(component: Component, name: string): ContentLine | undefined {
  return component.lines.find((line) => line.name === name);
}
