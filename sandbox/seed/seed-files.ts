import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { userFilesDir } from "#sandbox/files/user-files-dir.ts";
import { serviceAccount } from "#sandbox/users.ts";
import { drawPicture, type Picture } from "./draw-pictures.ts";
import { jpegPicture } from "./jpeg-picture.ts";
import { pdfDocument } from "./pdf-document.ts";
import { pngPicture } from "./png-picture.ts";

const ink = [28, 30, 60] as const;
const paper = [238, 226, 205] as const;
const moss = [86, 112, 74] as const;
const rust = [164, 74, 44] as const;

/** Small files under odd names. */
function customerFiles(): Map<string, Buffer> {
  return new Map([
    ["Nora Weiß/Schwalbe – Entwurf #2.png", pngPicture(96, 64, paper, ink)],
    [
      "Nora Weiß/100% fertig + signiert.jpg",
      jpegPicture([
        [ink, paper, ink],
        [paper, rust, paper],
      ]),
    ],
    ["Nora Weiß/Einverständnis Weiß.pdf", pdfDocument(["Consent form", "Nora Weiss, swallow, left forearm"])],
    [
      "Nora Weiß/Sent Media/verheilt nach 4 Wochen.jpg",
      jpegPicture([
        [rust, paper],
        [paper, ink],
      ]),
    ],
    ["Jonas Gruber/Reference 🐉 & Kraken.png", pngPicture(64, 64, moss, ink)],
    ["Jonas Gruber/Ärmel, Teil 1.jpg", jpegPicture([[moss, ink, moss, ink]])],
    ["Jonas Gruber/Notizen?.txt", Buffer.from("Allergic to nickel. Prefers mornings.\n")],
    ["Jonas Gruber/Sent Media/Angebot Nr. 17.pdf", pdfDocument(["Offer no. 17", "Sleeve in three sessions"])],
    [
      "Lena Hofer/Sent Media/Offer no. 21.pdf",
      pdfDocument(["Offer no. 21", "Rosemary, fine line, 8 cm", "180 EUR"]),
    ],
    [
      "Lena Hofer/Internal/Consent form.pdf",
      pdfDocument(["Consent form", "Lena Hofer, rosemary, inner forearm"]),
    ],
    ["Lena Hofer/Internal/Notes.txt", Buffer.from("Small scar below the elbow: keep 2 cm away.\n")],
    [
      "Jonas Weber/Sent Media/Offer no. 23.pdf",
      pdfDocument(["Offer no. 23", "Cover-up, shoulder", "two sessions"]),
    ],
    ["Aylin Demir/Internal/Consent form.pdf", pdfDocument(["Consent form", "Aylin Demir, lettering"])],
    [
      "Ben Carter/Received Media/Ideas, in no order.txt",
      Buffer.from("Kingfisher diving. Mostly blue. No text.\n"),
    ],
  ]);
}

/** Pictures worth looking at, for those who have asked for an appointment. */
const pictures: Record<string, Picture> = {
  "Lena Hofer/Sent Media/Rosemary, first sketch.jpg": {
    motif: "sprig",
    ground: "paper",
    width: 1200,
    height: 1600,
    accent: "#7a86b8",
  },
  "Lena Hofer/Sent Media/Rosemary, second sketch.jpg": {
    motif: "sprig",
    ground: "kraft",
    width: 1200,
    height: 1200,
  },
  "Lena Hofer/Received Media/My forearm.jpg": { motif: "sprig", ground: "skin", width: 1200, height: 1500 },
  "Lena Hofer/Internal/Stencil.jpg": { motif: "sprig", ground: "stencil", width: 1200, height: 1600 },
  "Jonas Weber/Sent Media/Rose over the old lettering.jpg": {
    motif: "rose",
    ground: "paper",
    width: 1600,
    height: 1200,
  },
  "Jonas Weber/Sent Media/Moth, as an alternative.jpg": {
    motif: "moth",
    ground: "kraft",
    width: 1600,
    height: 1200,
  },
  "Jonas Weber/Received Media/Shoulder today.jpg": {
    motif: "handwriting",
    ground: "skin",
    width: 1200,
    height: 1400,
  },
  "Jonas Weber/Internal/Stencil, rose.jpg": { motif: "rose", ground: "stencil", width: 1200, height: 1200 },
  "Aylin Demir/Sent Media/Line, 12 cm.jpg": {
    motif: "handwriting",
    ground: "paper",
    width: 1800,
    height: 900,
  },
  "Aylin Demir/Received Media/Grandmother's letter.jpg": {
    motif: "handwriting",
    ground: "kraft",
    width: 1500,
    height: 1200,
  },
  "Aylin Demir/Sent Media/Mountains for the back.jpg": {
    motif: "mountains",
    ground: "paper",
    width: 1200,
    height: 1200,
    accent: "#e0b25c",
  },
  "Ben Carter/Sent Media/Bird in flight, watercolour.jpg": {
    motif: "swallow",
    ground: "paper",
    width: 1600,
    height: 1300,
    accent: "#3f7fb5",
  },
  "Ben Carter/Received Media/Mandala I like.jpg": {
    motif: "mandala",
    ground: "kraft",
    width: 1200,
    height: 1200,
  },
  "Ben Carter/Sent Media/Healed after six weeks.jpg": {
    motif: "swallow",
    ground: "skin",
    width: 1200,
    height: 1600,
    accent: "#3f7fb5",
  },
};

const emptyFolders = ["Jonas Weber/Internal/Photos from the session", "Ben Carter/Internal"];

/** Writes the service account's `05_Customers/`: customers with pictures, PDFs, odd names and an empty folder. */
export async function seedFiles(dataDir: string): Promise<void> {
  const base = join(userFilesDir(dataDir, serviceAccount), "05_Customers");
  function write(path: string, bytes: Buffer) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), bytes);
  }
  for (const [path, bytes] of customerFiles()) write(path, bytes);
  for (const path of emptyFolders) mkdirSync(join(base, path), { recursive: true });
  const drawn = Object.entries(pictures).map(async ([path, picture]) =>
    write(path, await drawPicture(picture)),
  );
  await Promise.all(drawn);
}
