import { pdfDocument } from "../../seed/pdf-document.ts";

/** One classification of a document; a document may have several, each with a `clDocId` of its own. */
export interface StoredClassification {
  docId: number;
  clDocId: number;
  attributes: Record<string, string>;
}

export interface StoredVersion {
  id: number;
  /** `2026-11-21 10:00:00`, by the server's own clock. */
  date: string;
  file: string;
  content: Buffer;
}

export interface StoredDocument {
  docId: number;
  file: string;
  content: Buffer;
  /** Empty of a document that is not versioned. */
  versions: StoredVersion[];
}

/** The zone of the server's own clock: ecoDMS writes times without one. */
const ZONE = "Europe/Berlin";

export const FOLDERS: [id: string, name: string][] = [
  ["1", "Customers"],
  ["1.1", "Consent forms"],
  ["1.2", "Aftercare"],
  ["2", "Finances"],
  ["2.1", "Incoming invoices"],
  ["2.2", "Bank statements"],
  ["3", "Studio"],
  ["3.1", "Hygiene"],
];
export const TYPES: [id: number, name: string][] = [
  [10, "Invoice"],
  [36, "Bank statement"],
  [41, "Consent form"],
  [32, "Documentation"],
];
export const STATUSES: [id: number, name: string][] = [
  [3, "Done"],
  [2, "Resubmission"],
  [1, "ToDo"],
];
export const ATTRIBUTES: Record<string, string> = {
  docart: "Document Type",
  docid: "DocID",
  defdate: "Resubmission on",
  changeid: "Edited by",
  revision: "Revision",
  rechte: "Berechtigung",
  folder: "Folder",
  cdate: "Date",
  bemerkung: "Comment",
  ctimestamp: "Last Change",
  mainfolder: "Main Folder",
  status: "Status",
  dyn_0_1735689600000: "Artist",
};

const PEOPLE = ["Nora Weiß", "Lena Hofer", "Ada Sommer", "Jonas Brandt", "Mira Koch", "Sami Öztürk"];
const SUPPLIERS = ["Killer Ink", "Barber DTS", "Studio rent", "Sterile Supplies", "City power"];
const DAY = 24 * 60 * 60_000;

/** `2026-11-21 10:00:00` */
export function serverTime(ms: number): string {
  return new Date(ms).toLocaleString("sv-SE", { timeZone: ZONE });
}

function pdf(title: string, day: string, ...lines: string[]): Buffer {
  const ascii = (text: string) => text.normalize("NFKD").replace(/[^\x20-\x7e]/g, "");
  return pdfDocument([title, day, "", ...lines].map(ascii));
}

/** A studio's archive: signed consent forms, invoices, a hygiene plan in two versions. The newest is of yesterday. */
export function seedArchive(nowMs: number): {
  documents: StoredDocument[];
  classifications: StoredClassification[];
} {
  const documents: StoredDocument[] = [];
  const classifications: StoredClassification[] = [];
  const count = 26;
  for (let docId = 1; docId <= count; docId++) {
    const at = nowMs - (count + 1 - docId) * 2 * DAY + DAY;
    const day = serverTime(at).slice(0, 10);
    const kind = docId % 13 === 0 ? "hygiene" : docId % 3 === 0 ? "invoice" : "consent";
    const person = PEOPLE[Math.floor(docId / 3) % PEOPLE.length] ?? "";
    const supplier = SUPPLIERS[docId % SUPPLIERS.length] ?? "";
    const made = {
      consent: { name: `Consent ${person}.pdf`, folder: "1.1", type: "41" },
      invoice: { name: `Invoice ${supplier} ${day}.pdf`, folder: "2.1", type: "10" },
      hygiene: { name: "Hygiene plan.pdf", folder: "3.1", type: "32" },
    }[kind];
    const content = pdf(made.name.replace(".pdf", ""), day, "Studio archive", `Document ${docId}`);
    const versions =
      kind === "hygiene"
        ? [1, 2].map((id) => ({
            id,
            date: serverTime(at - (2 - id) * DAY),
            file: made.name,
            content: pdf(made.name, day, `Version ${id}`),
          }))
        : [];
    documents.push({ docId, file: made.name, content: versions.at(-1)?.content ?? content, versions });
    classifications.push(classification(docId, docId, made.name, made.folder, made.type, at));
    // The same paper in a second folder: one document, two rows of every search.
    if (docId % 12 === 0)
      classifications.push(classification(docId, 100 + docId, made.name, "2", made.type, at));
  }
  return { documents, classifications };
}

export function classification(
  docId: number,
  clDocId: number,
  name: string,
  folder: string,
  type: string,
  at: number,
): StoredClassification {
  return {
    docId,
    clDocId,
    attributes: {
      docart: type,
      docid: `${docId}#${clDocId}`,
      defdate: "",
      changeid: "ecodms",
      revision: "1.0",
      rechte: "W",
      folder,
      cdate: serverTime(at).slice(0, 10),
      bemerkung: name,
      ctimestamp: serverTime(at),
      mainfolder: folder.split(".")[0] ?? folder,
      status: docId % 5 === 0 ? "1" : "3",
      dyn_0_1735689600000: "",
    },
  };
}
