import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { userFilesDir } from "#sandbox/files/files-app.ts";
import { serviceAccount } from "#sandbox/users.ts";
import { jpegPicture } from "./jpeg-picture.ts";
import { pdfDocument } from "./pdf-document.ts";
import { pngPicture } from "./png-picture.ts";

const ink = [28, 30, 60] as const;
const paper = [238, 226, 205] as const;
const moss = [86, 112, 74] as const;
const rust = [164, 74, 44] as const;

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
  ]);
}

/** Writes the service account's `05_Customers/`: two customers with pictures, PDFs and odd names. */
export function seedFiles(dataDir: string): void {
  const base = join(userFilesDir(dataDir, serviceAccount), "05_Customers");
  for (const [path, bytes] of customerFiles()) {
    const file = join(base, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
