/** Which files are chosen, and where a range begins. */
export interface Selection {
  paths: ReadonlySet<string>;
  /** The one chosen last: Shift reaches from here. */
  anchor: string | null;
}

export const nothingSelected: Selection = { paths: new Set(), anchor: null };

/** One more or one less (Ctrl, ⌘, the space bar). */
export function toggled(selection: Selection, path: string): Selection {
  const paths = new Set(selection.paths);
  if (!paths.delete(path)) paths.add(path);
  return { paths, anchor: path };
}

/** Everything from the anchor to here (Shift), in the order shown; beside what was chosen before where `adding`. */
export function rangeTo(
  selection: Selection,
  path: string,
  shown: readonly string[],
  adding = false,
): Selection {
  const to = shown.indexOf(path);
  const from = selection.anchor === null ? to : shown.indexOf(selection.anchor);
  if (to < 0) return selection;
  const start = from < 0 ? to : from;
  const range = shown.slice(Math.min(start, to), Math.max(start, to) + 1);
  return {
    paths: new Set([...(adding ? selection.paths : []), ...range]),
    anchor: shown[start] ?? path,
  };
}

/** Without what is not shown any more. The same object where nothing changes. */
export function stillShown(selection: Selection, shown: ReadonlySet<string>): Selection {
  const kept = [...selection.paths].filter((path) => shown.has(path));
  if (kept.length === selection.paths.size) return selection;
  return { paths: new Set(kept), anchor: selection.anchor };
}
