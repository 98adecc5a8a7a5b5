import { accentVariables, contrast } from "#components/site/accent.ts";
import type { Look } from "./look.ts";

const FACES = {
  sans: '"Inter Variable", system-ui, sans-serif',
  serif: 'Georgia, "Times New Roman", serif',
  system: "system-ui, sans-serif",
};
const INK = "#1a120d";
const PAPER = "#faf8f4";
const READABLE = 4.5;

/**
 * The theme's variables (components/ui/theme.css) as the site around the frame wants them; only what it said. Text is
 * the one asked for where that can be read on the ground.
 */
export function lookVariables({ accent, ground, ink, radius, face }: Look): Record<string, string> {
  return {
    ...(accent !== null && accentVariables(accent)),
    ...(ground !== null && groundVariables(ground, ink)),
    ...(radius !== null && { "--radius": `${radius}px` }),
    ...(face !== null && { "--face-text": FACES[face], "--face-display": FACES[face] }),
  };
}

/** Light or dark as the ground is, where one is given; else what was asked for (app/embed/embed.css does the rest). */
export function themeOf({ theme, ground }: Look): Look["theme"] {
  return ground === null ? theme : isLight(ground) ? "light" : "dark";
}

function isLight(ground: string): boolean {
  return contrast(ground, INK) > contrast(ground, PAPER);
}

function groundVariables(ground: string, wanted: string | null): Record<string, string> {
  const readable = wanted !== null && contrast(wanted, ground) >= READABLE;
  const ink = readable ? wanted : isLight(ground) ? INK : PAPER;
  const mixed = (share: number) => `color-mix(in oklab, ${ink} ${share}%, ${ground})`;
  return {
    "--ground": ground,
    "--raised": ground,
    "--sunk": mixed(6),
    "--line": mixed(14),
    "--line-strong": mixed(55),
    "--ink": ink,
    "--ink-soft": mixed(86),
    "--ink-faint": mixed(74),
  };
}

/** As a rule for a style element. Every value is one of ours or was read digit by digit. */
export function lookRule(look: Look): string {
  const declarations = Object.entries(lookVariables(look)).map(([name, value]) => `${name}:${value}`);
  return declarations.length === 0 ? "" : `:root:root:root{${declarations.join(";")}}`;
}
