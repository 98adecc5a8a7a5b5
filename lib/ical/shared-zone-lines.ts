import type { Component } from "./content-lines.ts";

/** Every object of a calendar repeats the same VTIMEZONE, and it is most of the object's text: it is read once. */
interface Shared {
  lines: readonly string[];
  component: Component;
}

const maxNames = 50;
const maxVariants = 4;
const maxLines = 400;
const maxCharacters = 20_000;
const shared = new Map<string, Shared[]>();

/**
 * The VTIMEZONE that begins at a line, where one with the very same lines was read before. What it holds is
 * shared between texts, so only its own `firstLine` and `lastLine` are those of this text.
 */
export function sharedTimeZone(lines: readonly string[], firstLine: number): Component | null {
  for (const known of shared.get(lines[firstLine + 1] ?? "") ?? []) {
    if (!standsAt(lines, firstLine, known.lines)) continue;
    return { ...known.component, firstLine, lastLine: firstLine + known.lines.length - 1 };
  }
  return null;
}

/** Keeps a VTIMEZONE that was read whole, directly in its VCALENDAR. */
export function shareTimeZone(
  lines: readonly string[],
  component: Component,
  read: (lines: readonly string[]) => Component,
): void {
  const { firstLine, lastLine } = component;
  if (lines[lastLine] !== "END:VTIMEZONE" || isFolded(lines[lastLine + 1])) return;
  if (lastLine - firstLine >= maxLines) return;
  // Joined and taken apart again: parts of the text would keep all of it, and what it came in, in memory.
  const text = lines.slice(firstLine, lastLine + 1).join("\n");
  if (text.length > maxCharacters) return;
  const own = text.split("\n");
  const [copy] = read(["BEGIN:VCALENDAR", ...own, "END:VCALENDAR"]).components[0]?.components ?? [];
  if (!copy) return;
  const key = own[1] ?? "";
  if (shared.size >= maxNames && !shared.has(key)) shared.clear();
  const variants = shared.get(key) ?? [];
  shared.set(key, [...variants.slice(1 - maxVariants), { lines: own, component: copy }]);
}

function standsAt(lines: readonly string[], firstLine: number, wanted: readonly string[]): boolean {
  // From the end: the descriptions of one zone by different programs differ there as soon as anywhere.
  for (let at = wanted.length - 1; at >= 0; at--) if (lines[firstLine + at] !== wanted[at]) return false;
  return !isFolded(lines[firstLine + wanted.length]);
}

function isFolded(line: string | undefined): boolean {
  const first = line?.charCodeAt(0);
  return first === 32 || first === 9;
}
