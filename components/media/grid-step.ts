/** Where a key leads in a grid of tiles; null where the key means nothing to it. */
export function gridStep(
  key: string,
  at: number,
  {
    columns,
    count,
    page,
    toEnds,
  }: { columns: number; count: number /** Rows of a page. */; page: number; toEnds: boolean },
): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const column = at % columns;
  const clamp = (index: number) => Math.min(Math.max(index, 0), last);
  switch (key) {
    case "ArrowRight":
      return clamp(at + 1);
    case "ArrowLeft":
      return clamp(at - 1);
    case "ArrowDown":
      return down(1);
    case "ArrowUp":
      return at - columns < 0 ? at : at - columns;
    case "PageDown":
      return down(page);
    case "PageUp":
      return at - page * columns < 0 ? column : at - page * columns;
    case "Home":
      return toEnds ? 0 : at - column;
    case "End":
      return toEnds ? last : clamp(at - column + columns - 1);
    default:
      return null;
  }

  /** Into the last row even where it is short, and never out of the column without need. */
  function down(rows: number): number {
    const wanted = at + rows * columns;
    if (wanted <= last) return wanted;
    const inLastRow = Math.floor(last / columns) * columns + column;
    if (Math.floor(at / columns) === Math.floor(last / columns)) return at;
    return clamp(inLastRow);
  }
}
