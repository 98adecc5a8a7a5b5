/** An entry of the command palette. */
export interface Command {
  id: string;
  group: "requests" | "actions" | "pages" | "artists" | "customers";
  label: string;
  /** Said quietly beside it, and found too. */
  detail?: string;
  /** Words it is also found by, never shown. */
  keywords?: string;
}

/** Lower case without accents: "Übersicht" is found by "uber" and by "über". */
function plain(words: string): string {
  return words
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss");
}

/**
 * The commands in which every word of the query begins a word or stands inside one; those whose label begins with the
 * query first, then those with all words at beginnings, otherwise in the order given.
 */
export function filterCommands<Entry extends Command>(commands: readonly Entry[], query: string): Entry[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...commands];
  const ranked: { command: Entry; rank: number }[] = [];
  for (const command of commands) {
    const label = plain(command.label);
    const all = plain([command.label, command.detail, command.keywords].filter(Boolean).join(" "));
    if (!wanted.every((word) => all.includes(word))) continue;
    const words = all.split(/[\s.,:;()/@-]+/);
    const beginnings = wanted.every((word) => words.some((one) => one.startsWith(word)));
    ranked.push({ command, rank: label.startsWith(wanted.join(" ")) ? 0 : beginnings ? 1 : 2 });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}
