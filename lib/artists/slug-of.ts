/** A name as part of an address: `Zoë Müller-Lang` → `zoe-mueller-lang`; `artist` where nothing is left. */
export function slugOf(name: string): string {
  const spelled = name.toLowerCase().replace(/[äöüßæøœł]/g, (letter) => SPELLED[letter] ?? letter);
  const plain = spelled.normalize("NFKD").replace(/\p{M}+/gu, "");
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return slug || "artist";
}

const SPELLED: Record<string, string> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  æ: "ae",
  ø: "o",
  œ: "oe",
  ł: "l",
};
