import type { Document, DocumentVersion, Named } from "./dto.ts";
import type { RawDocument, RawVersion } from "./schema.ts";
import { dayOrNull, serverInstant } from "./server-time.ts";

/** What folders, types and statuses are called, by id. */
export interface Names {
  folders: ReadonlyMap<string, string>;
  types: ReadonlyMap<string, string>;
  statuses: ReadonlyMap<string, string>;
}

const MIMES: Record<string, string> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  tif: "image/tiff",
  tiff: "image/tiff",
  txt: "text/plain",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  eml: "message/rfc822",
};

/** @param rows every classification of one document that is known, at least one */
export function toDocument(rows: readonly RawDocument[], names: Names, timeZone: string): Document | null {
  const [first] = [...rows].sort((one, other) => one.clDocId - other.clDocId);
  if (!first) return null;
  const { docId, classifyAttributes: attributes } = first;
  const name = attributes.bemerkung?.trim() || `#${docId}`;
  return {
    id: docId,
    name,
    folder: named(attributes.folder, names.folders),
    type: named(attributes.docart, names.types),
    status: named(attributes.status, names.statuses),
    date: dayOrNull(attributes.cdate),
    createdAt: null,
    modifiedAt: serverInstant(attributes.ctimestamp, timeZone),
    mime: mimeOf(name),
    versions: [],
  };
}

export function withVersions(document: Document, raw: readonly RawVersion[], timeZone: string): Document {
  const versions = raw.map(
    ({ id, date, file }): DocumentVersion => ({
      id,
      name: file?.trim() || document.name,
      createdAt: serverInstant(date, timeZone),
    }),
  );
  versions.sort((one, other) => one.id - other.id);
  const latest = versions.at(-1);
  return {
    ...document,
    createdAt: versions[0]?.createdAt ?? null,
    mime: document.mime ?? mimeOf(latest?.name ?? ""),
    versions,
  };
}

function named(id: string | null | undefined, names: ReadonlyMap<string, string>): Named | null {
  return id ? { id, name: names.get(id) ?? id } : null;
}

function mimeOf(name: string): string | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(MIMES, ending) ? (MIMES[ending] ?? null) : null;
}
