/** The two text colours that stand on a studio's accent: white, and the theme's ink. */
const WHITE = "#ffffff";
const INK = "#1a120d";

/** WCAG 2.2, 1.4.3: text of normal size. */
const READABLE = 4.5;

/** True when white or dark text can be read on a colour `#rrggbb`. */
export function carriesText(accent: string): boolean {
  return [WHITE, INK].some((text) => contrast(text, accent) >= READABLE);
}

/** The text colour to write on it: white where that can be read, else the dark one. */
export function textOn(accent: string): string {
  return [WHITE, INK].find((text) => contrast(text, accent) >= READABLE) ?? INK;
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
