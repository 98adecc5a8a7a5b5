/** How a picture stands on its stage. Scale 1 fits it in; x and y move its middle off the stage's, in CSS pixels. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export interface Sizes {
  /** Of the picture where it fits in (scale 1). */
  width: number;
  height: number;
  stageWidth: number;
  stageHeight: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 12;

/** Zooms so that what is under `point` (from the stage's middle) stays there. Never smaller than fitting in. */
export function zoomedAt(zoom: Zoom, factor: number, point: { x: number; y: number }, sizes: Sizes): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return kept({ scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by }, sizes);
}

export function moved(zoom: Zoom, dx: number, dy: number, sizes: Sizes): Zoom {
  return kept({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, sizes);
}

/** No further than its edge to the stage's; what is smaller than the stage stays in the middle. */
export function kept(zoom: Zoom, { width, height, stageWidth, stageHeight }: Sizes): Zoom {
  const clamp = (value: number, room: number) => Math.min(room, Math.max(-room, value)) + 0;
  return {
    scale: zoom.scale,
    x: clamp(zoom.x, Math.max(0, (width * zoom.scale - stageWidth) / 2)),
    y: clamp(zoom.y, Math.max(0, (height * zoom.scale - stageHeight) / 2)),
  };
}

/** A picture's size where it fits in, never larger than it is. */
export function fitSize(
  natural: { width: number; height: number },
  stage: { width: number; height: number },
): { width: number; height: number } {
  if (natural.width <= 0 || natural.height <= 0) return { width: 0, height: 0 };
  const by = Math.min(1, stage.width / natural.width, stage.height / natural.height);
  return { width: natural.width * by, height: natural.height * by };
}
