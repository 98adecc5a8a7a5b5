/** Templates are text with placeholders in braces, and nothing else: `{customer} comes for {service}`. */

export const PLACEHOLDERS = [
  "customer",
  "service",
  "artist",
  "date",
  "time",
  "duration",
  "status",
  "description",
  "link",
  "reference",
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

const LONGEST_TEMPLATE = 2000;

/** What is wrong with a template; lines and columns count from 1, columns in characters. */
export type TemplateIssue =
  | { kind: "empty" }
  | { kind: "too_long"; length: number; longest: number }
  | { kind: "unknown"; name: string; line: number; column: number }
  | { kind: "calls"; name: string; line: number; column: number }
  | { kind: "open" | "close"; line: number; column: number };

/** Whatever stands behind these is called or linked to, in Zulip also through bold type. */
const CALLING = /[@#][_*]*$/;
const BRACES = /\{([^{}\n]*)\}|[{}]/g;

/** Everything that is wrong, from top to bottom; empty for a template that can be used. At most twenty. */
export function templateIssues(template: string): TemplateIssue[] {
  if (template.trim() === "") return [{ kind: "empty" }];
  const length = [...template].length;
  if (length > LONGEST_TEMPLATE) return [{ kind: "too_long", length, longest: LONGEST_TEMPLATE }];
  const issues: TemplateIssue[] = [];
  for (const match of template.matchAll(BRACES)) {
    const [found, name] = match;
    const at = placeOf(template, match.index);
    if (name === undefined) issues.push({ kind: found === "{" ? "open" : "close", ...at });
    else if (!isPlaceholder(name)) issues.push({ kind: "unknown", name, ...at });
    else if (CALLING.test(template.slice(0, match.index))) issues.push({ kind: "calls", name, ...at });
    if (issues.length === 20) break;
  }
  return issues;
}

/** A sentence for other programs; the console has its own words. */
export function issueWords(issue: TemplateIssue): string {
  switch (issue.kind) {
    case "empty":
      return "required";
    case "too_long":
      return `The template has ${issue.length} characters; ${issue.longest} are allowed.`;
    case "unknown":
      return `Line ${issue.line}, character ${issue.column}: there is no {${issue.name}}.`;
    case "calls":
      return `Line ${issue.line}, character ${issue.column}: no @ or # directly before {${issue.name}}.`;
    case "open":
      return `Line ${issue.line}, character ${issue.column}: this { is never closed.`;
    case "close":
      return `Line ${issue.line}, character ${issue.column}: this } closes nothing.`;
  }
}

/** Puts values in place of the placeholders, in one go: a value that looks like a placeholder stays as it is. */
export function fillTemplate(template: string, values: Record<Placeholder, string>): string {
  return template.replace(BRACES, (found, name: string | undefined) =>
    name !== undefined && isPlaceholder(name) ? values[name] : found,
  );
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name);
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: [...(before.at(-1) ?? "")].length + 1 };
}
