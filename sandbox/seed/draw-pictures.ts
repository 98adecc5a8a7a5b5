import sharp from "sharp";
import { handwriting, type Ink, mandala, moth, mountains, rose, sprig, swallow } from "./drawing.ts";

const motifs = { handwriting, mandala, moth, mountains, rose, sprig, swallow };
/** Pencil and wash on paper, a purple stencil, or a photo of a forearm. */
type Ground = "paper" | "kraft" | "stencil" | "skin";

/** A picture of the demo: what it shows, on what, and its size in pixels. */
export type Picture = {
  motif: keyof typeof motifs;
  ground: Ground;
  width: number;
  height: number;
  accent?: string;
};

const grounds: Record<Ground, { from: string; to: string; ink: Ink }> = {
  paper: { from: "#fbf6ea", to: "#e6dcc6", ink: { line: "#23252e", fill: "#fffdf6", accent: "#c8644c" } },
  kraft: { from: "#d9b98f", to: "#b8925f", ink: { line: "#2a1f18", fill: "#e6cda6", accent: "#f4ead6" } },
  stencil: { from: "#fdfcff", to: "#e9e6f3", ink: { line: "#5a3fa0", fill: "#fbfaff", accent: "#fbfaff" } },
  skin: { from: "#e9c3a4", to: "#c08d68", ink: { line: "#2b3038", fill: "#dcb08f", accent: "#a95a4a" } },
};

/** What is around the drawing: an arm, tape and swatches, or guide lines. */
function surroundings(ground: Ground, { width, height }: Picture, accent: string): string {
  const short = Math.min(width, height);
  if (ground === "skin")
    return (
      `<rect width="${width}" height="${height}" fill="#4c5552"/>` +
      `<path d="M${width * 0.1} ${height}C${width * 0.02} ${height * 0.6} ${width * 0.16} ${height * 0.3} ${width * 0.2} 0H${width * 0.82}C${width * 0.84} ${height * 0.3} ${width * 0.99} ${height * 0.6} ${width * 0.9} ${height}Z" fill="url(#arm)"/>`
    );
  if (ground === "stencil")
    return `<path d="M0 ${height / 2}H${width}M${width / 2} 0V${height}" stroke="#cfc8e6" stroke-width="3" stroke-dasharray="18 14"/>`;
  const swatches = [accent, "#23252e", "#8a8f98"].map(
    (colour, index) =>
      `<circle cx="${width - short * (0.06 + index * 0.065)}" cy="${height - short * 0.07}" r="${short * 0.024}" fill="${colour}" opacity="0.85"/>`,
  );
  return (
    `<rect x="${width / 2 - short * 0.11}" y="${-short * 0.02}" width="${short * 0.22}" height="${short * 0.07}" fill="#e8d9a0" opacity="0.75" transform="rotate(-2 ${width / 2} 0)"/>` +
    `<circle cx="${width / 2}" cy="${height / 2}" r="${short * 0.44}" fill="none" stroke="#8a8f98" stroke-width="2" opacity="0.35"/>${swatches.join("")}`
  );
}

function pictureSvg(picture: Picture): string {
  const { motif, ground, width, height } = picture;
  const { from, to, ink } = grounds[ground];
  const accent = picture.accent ?? ink.accent;
  const across = motif === "handwriting" ? width * 0.85 : Math.min(width, height);
  const scale = (across / 1180) * (ground === "skin" ? 0.62 : 1);
  const drawing = motifs[motif]({ ...ink, accent: ground === "stencil" ? ink.accent : accent });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>` +
    `<radialGradient id="ground" cx="0.4" cy="0.35" r="0.9"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></radialGradient>` +
    `<linearGradient id="arm"><stop offset="0" stop-color="${to}"/><stop offset="0.45" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#ground)"/>${surroundings(ground, picture, accent)}` +
    `<g transform="translate(${width / 2} ${height / 2}) scale(${scale.toFixed(3)})">${drawing}</g></svg>`
  );
}

/** Draws a picture as a JPEG. */
export function drawPicture(picture: Picture): Promise<Buffer> {
  return sharp(Buffer.from(pictureSvg(picture)))
    .jpeg({ quality: 78 })
    .toBuffer();
}
