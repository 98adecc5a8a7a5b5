/**
 * How the booking form looks inside another site, as one segment of its address: a frame has no cookie that could
 * remember it, and so every link in the form carries it on, with scripts or without.
 * `dark_accent-d0472b_radius-12_lang-de`
 */
export interface Look {
  theme: "light" | "dark" | "system";
  /** `#rrggbb`; null where Parlour's or the studio's own stays. */
  accent: string | null;
  ground: string | null;
  ink: string | null;
  /** CSS pixels. */
  radius: number | null;
  face: "sans" | "serif" | "system" | null;
  lang: string | null;
}

const FACES = { sans: "sans", serif: "serif", system: "system" } as const;
const LONGEST = 200;

/** Reads a segment; what it does not know counts as not said. */
export function parseLook(segment: string): Look {
  const [theme = "", ...rest] = segment.slice(0, LONGEST).split("_");
  const said = new Map(
    rest.map((part) => {
      const dash = part.indexOf("-");
      return [part.slice(0, dash), part.slice(dash + 1)] as const;
    }),
  );
  const colour = (name: string) => {
    const value = said.get(name) ?? "";
    return /^[0-9a-f]{6}$/i.test(value) ? `#${value.toLowerCase()}` : null;
  };
  const radius = said.get("radius") ?? "";
  const face = said.get("face");
  const lang = said.get("lang") ?? "";
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    accent: colour("accent"),
    ground: colour("ground"),
    ink: colour("ink"),
    radius: /^\d{1,2}$/.test(radius) ? Math.min(Number(radius), 32) : null,
    face: face === "sans" || face === "serif" || face === "system" ? FACES[face] : null,
    lang: /^[a-z]{2}$/.test(lang) ? lang : null,
  };
}

/** The segment of a look; reading it gives the same look. */
export function lookSegment(look: Look): string {
  const parts = [
    look.theme === "system" ? "auto" : look.theme,
    ...(["accent", "ground", "ink"] as const).flatMap((name) =>
      look[name] === null ? [] : [`${name}-${look[name].slice(1)}`],
    ),
    ...(look.radius === null ? [] : [`radius-${look.radius}`]),
    ...(look.face === null ? [] : [`face-${look.face}`]),
    ...(look.lang === null ? [] : [`lang-${look.lang}`]),
  ];
  return parts.join("_");
}

/** The look that plain query parameters ask for: for a frame that is written by hand. */
export function lookOfQuery(get: (name: string) => string | null): Look {
  const parts = ["accent", "ground", "ink", "radius", "face", "lang"].flatMap((name) => {
    const value = get(name)?.replace(/^#/, "").replace(/px$/, "");
    return value ? [`${name}-${value}`] : [];
  });
  return parseLook([get("theme") ?? "auto", ...parts].join("_"));
}
