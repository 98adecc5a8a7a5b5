/** What the picture of an artist's link shows; drawn by satori, which knows flex boxes and inline styles only. */
export interface ArtistCardProps {
  studio: string;
  name: string;
  /** A line below the name, cut where it is long. */
  about: string;
  /** `data:` URL of the portrait; null where there is none. */
  portrait: string | null;
  /** `#rrggbb` */
  accent: string;
}

export const CARD_SIZE = { width: 1200, height: 630 };

const PAPER = "#faf8f4";
const INK = "#241c17";
const SOFT = "#5f554e";

export function ArtistCard({ studio, name, about, portrait, accent }: ArtistCardProps) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        background: PAPER,
        color: INK,
        fontFamily: "Fraunces",
        padding: 72,
        gap: 64,
        alignItems: "center",
      }}
    >
      <div style={{ display: "flex", flexDirection: "column", flex: 1, height: "100%" }}>
        <div style={{ display: "flex", fontSize: 34, color: SOFT }}>{studio}</div>
        <div style={{ display: "flex", flexDirection: "column", marginTop: "auto" }}>
          <div
            style={{
              display: "flex",
              fontSize: name.length > 14 ? 84 : 116,
              fontWeight: 600,
              lineHeight: 1.05,
            }}
          >
            {name}
          </div>
          <div style={{ display: "flex", fontSize: 36, marginTop: 24, color: SOFT, lineHeight: 1.35 }}>
            {about}
          </div>
          <div style={{ display: "flex", width: 120, height: 8, background: accent, marginTop: 40 }} />
        </div>
      </div>
      {portrait && (
        // biome-ignore lint/performance/noImgElement: drawn into a picture, not into a page
        <img
          src={portrait}
          alt=""
          width={420}
          height={420}
          style={{ borderRadius: 12, objectFit: "cover" }}
        />
      )}
    </div>
  );
}
