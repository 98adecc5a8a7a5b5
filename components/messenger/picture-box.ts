/** The widest and the highest a picture stands in a room, CSS pixels. */
const WIDEST = 360;
const HIGHEST = 320;
const NARROWEST = 72;

/** The room a picture takes before its bytes are there, so that nothing jumps; a square where its size is not known. */
export function pictureBox({ width, height }: { width: number | null; height: number | null }): {
  width: number;
  aspectRatio: string;
} {
  if (!width || !height || width < 0 || height < 0) return { width: 240, aspectRatio: "1 / 1" };
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  const shown = Math.max(NARROWEST, Math.round(width * scale));
  // Of a ribbon only the middle is shown whole; the page behind the link shows all of it.
  const ratio = Math.min(8, Math.max(NARROWEST / HIGHEST, width / height));
  return { width: shown, aspectRatio: String(Math.round(ratio * 1000) / 1000) };
}
