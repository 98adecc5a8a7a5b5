/** What a signature is drawn on, in units of its path. */
export const SIGNATURE_WIDTH = 600;
export const SIGNATURE_HEIGHT = 200;
const MOST_CHARACTERS = 20_000;

/**
 * Whether this is a drawn signature: strokes of whole numbers within 600 × 200, `M10 20L11 21…`, and nothing else an SVG
 * path could hold. "" is one that was not drawn.
 */
export function isSignaturePath(path: string): boolean {
  if (path === "") return true;
  if (path.length > MOST_CHARACTERS || !/^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})+)+$/.test(path)) return false;
  return strokes(path).every((stroke) =>
    stroke.every(([x, y]) => x <= SIGNATURE_WIDTH && y <= SIGNATURE_HEIGHT),
  );
}

/** The strokes of a signature, each a list of points. */
export function strokes(path: string): [x: number, y: number][][] {
  return path
    .split("M")
    .filter(Boolean)
    .map((stroke) =>
      stroke.split("L").map((point): [number, number] => {
        const [x = 0, y = 0] = point.split(" ").map(Number);
        return [x, y];
      }),
    );
}
