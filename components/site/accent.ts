/**
 * A studio's accent colour as the theme's variables (components/ui/theme.css): the colour itself for light pages, a
 * lighter one of the same hue for dark ones, and text colours that stay readable (WCAG 2.2, contrast 4.5:1) on both.
 */

interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** Paper and night, as measured from the theme: the least favourable grounds that accent text stands on. */
const LIGHT_GROUND = "#f2efe8";
const DARK_GROUND = "#262120";
const WHITE = "#ffffff";
const INK = "#1a120d";
const READABLE = 4.5;

export interface AccentShades {
  /** Ground of a primary button. */
  fill: string;
  fillHover: string;
  /** Text on it. */
  on: string;
  /** Links and small marks on the page. */
  text: string;
  ground: string;
}

export interface Accent {
  light: AccentShades;
  dark: AccentShades;
}

export function isHexColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(value);
}

/** The shades of an accent `#rrggbb`. */
export function accentShades(hex: string): Accent {
  const colour = toOklch(hex);
  const { chroma, hue } = colour;
  const darkFill = toHex({ ...colour, lightness: Math.max(colour.lightness, 0.7) });
  return {
    light: {
      fill: hex.toLowerCase(),
      fillHover: shifted(hex, readableOn(hex) === WHITE ? -0.05 : 0.04),
      on: readableOn(hex),
      text: readableAs(colour, LIGHT_GROUND, -0.01),
      ground: toHex({ lightness: 0.955, chroma: Math.min(chroma, 0.025), hue }),
    },
    dark: {
      fill: darkFill,
      fillHover: shifted(darkFill, 0.05),
      on: readableOn(darkFill),
      text: readableAs({ ...colour, lightness: Math.max(colour.lightness, 0.75) }, DARK_GROUND, 0.01),
      ground: toHex({ lightness: 0.27, chroma: Math.min(chroma, 0.045), hue }),
    },
  };
}

/** The theme's variables for `style` on the root element. */
export function accentVariables(hex: string): Record<`--${string}`, string> {
  const { light, dark } = accentShades(hex);
  const both = (shade: keyof AccentShades) => `light-dark(${light[shade]}, ${dark[shade]})`;
  return {
    "--accent": both("fill"),
    "--accent-fill": both("fill"),
    "--accent-fill-hover": both("fillHover"),
    "--on-accent": both("on"),
    "--accent-text": both("text"),
    "--accent-ground": both("ground"),
  };
}

/** True when a button in this colour hardly stands out from a light page (below 3:1, WCAG 1.4.11). */
export function isFaintOnPaper(hex: string): boolean {
  return contrast(hex, "#faf8f4") < 3;
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** White where it can be read, else ink; for the few colours between, black. */
function readableOn(ground: string): string {
  return [WHITE, INK].find((text) => contrast(text, ground) >= READABLE) ?? "#000000";
}

/** The colour made darker or lighter in steps until it can be read on a ground. */
function readableAs(colour: Oklch, ground: string, step: number): string {
  let lightness = colour.lightness;
  let hex = toHex(colour);
  while (contrast(hex, ground) < READABLE && lightness > 0 && lightness < 1) {
    lightness += step;
    hex = toHex({ ...colour, lightness });
  }
  return hex;
}

function shifted(hex: string, by: number): string {
  const colour = toOklch(hex);
  return toHex({ ...colour, lightness: Math.min(1, Math.max(0, colour.lightness + by)) });
}

function linearChannels(hex: string): [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance(hex: string): number {
  const [red, green, blue] = linearChannels(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Björn Ottosson's OKLab (https://bottosson.github.io/posts/oklab/), in polar form. */
function toOklch(hex: string): Oklch {
  const [red, green, blue] = linearChannels(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** Chroma is given up until the colour can be shown. */
function toHex({ lightness, chroma, hue }: Oklch): string {
  for (let kept = chroma; ; kept = Math.max(0, kept - 0.005)) {
    const channels = toLinear({ lightness, chroma: kept, hue });
    if (kept === 0 || channels.every((value) => value >= -0.0005 && value <= 1.0005)) {
      return `#${channels.map(toByte).join("")}`;
    }
  }
}

function toLinear({ lightness, chroma, hue }: Oklch): number[] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toByte(linear: number): string {
  const value = Math.min(1, Math.max(0, linear));
  const encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}
