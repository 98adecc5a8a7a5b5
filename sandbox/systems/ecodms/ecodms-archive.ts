import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { exception, refusal, sendJson } from "./answer-ecodms.ts";
import {
  ATTRIBUTES,
  classification,
  FOLDERS,
  type StoredClassification,
  seedArchive,
  serverTime,
  TYPES,
} from "./ecodms-seed.ts";
import { searchArchive } from "./search-archive.ts";

const MOST_DOCUMENTS = 1000;
const UPLOAD_BYTES = 10 * 1024 * 1024;

const searchData = z.object({
  filter: z
    .array(z.object({ classifyAttribut: z.string(), searchValue: z.string(), searchOperator: z.string() }))
    .nullish(),
  maxDocumentCount: z.number().int().optional(),
  sortOrder: z
    .array(z.object({ classifyAttribut: z.string(), sortDirection: z.enum(["asc", "desc"]) }))
    .nullish(),
});
const classifyData = z.object({
  docId: z.number().int(),
  clDocId: z.number().int(),
  classifyAttributes: z.record(z.string(), z.string()),
});

/** What is archived, and what somebody who is connected may do with it. */
export function ecoDmsArchive(now: () => number) {
  const { documents, classifications } = seedArchive(now());
  const paid = { uploads: 0, downloads: 0 };

  const rowsOf = (docId: number) => classifications.filter((row) => row.docId === docId);
  const information = ({ docId, clDocId, attributes }: StoredClassification) => ({
    docId,
    clDocId,
    archiveName: "1",
    classifyAttributes: attributes,
    editRoles: ["r_ecodms"],
    readRoles: ["ecoSIMSUSER"],
  });

  const textOf = (docId: number) =>
    documents.find((document) => document.docId === docId)?.content.toString("latin1") ?? "";

  function about(docId: number) {
    const rows = rowsOf(docId);
    if (rows.length === 0) throw exception(`Unable to find document with docid = ${docId}!!`);
    return rows.map(information);
  }

  function versionsOf(docId: number) {
    const found = documents.find((document) => document.docId === docId);
    if (!found) throw exception("Permission denied.");
    return found.versions.map(({ id, date, file }) => ({ id, date, file, user: "ecodms", comment: " " }));
  }

  function download(response: ServerResponse, docId: number, version: number | null): void {
    const found = documents.find((document) => document.docId === docId);
    if (!found) throw exception(`Warning: User does not have required permission to see document [${docId}]`);
    const stored = version === null ? found : found.versions.find(({ id }) => id === version);
    if (!stored) throw exception(`Version ${version} not found for document [${docId}]`);
    paid.downloads += 1;
    const name = [docId, version, stored.file].filter((part) => part !== null).join("_");
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": stored.content.length,
      "Content-Disposition": `attachment; filename="${Buffer.from(name, "utf8").toString("latin1")}"`,
    });
    response.end(stored.content);
  }

  async function search(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = searchData.safeParse(await jsonOf(request));
    if (!asked.success) throw exception("Unable to read the search filter!!");
    const { filter, maxDocumentCount = 100, sortOrder } = asked.data;
    if (maxDocumentCount > MOST_DOCUMENTS)
      throw exception(`maxDocumentCount exceeds the maximum value (${MOST_DOCUMENTS})!!`);
    const sort = sortOrder?.[0] ?? { classifyAttribut: "docid", sortDirection: "desc" };
    const keyOf = (row: StoredClassification) =>
      sort.classifyAttribut === "docid" ? row.docId : (row.attributes[sort.classifyAttribut] ?? "");
    const rows = searchArchive(classifications, filter ?? [], textOf).sort((one, other) => {
      const [a, b] = [keyOf(one), keyOf(other)];
      const order = a < b ? -1 : a > b ? 1 : 0;
      return sort.sortDirection === "desc" ? -order : order;
    });
    sendJson(response, rows.slice(0, maxDocumentCount).map(information));
  }

  async function upload(
    request: IncomingMessage,
    response: ServerResponse,
    versioned: boolean,
  ): Promise<void> {
    const body = await buffer(request);
    const form = await new Response(new Uint8Array(body), {
      headers: { "Content-Type": request.headers["content-type"] ?? "" },
    })
      .formData()
      .catch(() => null);
    const file = form?.get("file");
    if (!(file instanceof File)) throw refusal("Nothing to write to upload file!! MulitpartFile is NULL!!");
    if (file.size > UPLOAD_BYTES) throw refusal("Maximum upload size exceeded");
    const docId = Math.max(0, ...documents.map((document) => document.docId)) + 1;
    const content = Buffer.from(await file.arrayBuffer());
    const first = { id: 1, date: serverTime(now()), file: file.name, content };
    documents.push({ docId, file: file.name, content, versions: versioned ? [first] : [] });
    classifications.push(classification(docId, docId, file.name, "1", "32", now()));
    paid.uploads += 1;
    sendJson(response, docId, 201);
  }

  async function classify(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = classifyData.safeParse(await jsonOf(request));
    if (!asked.success) throw refusal("Unable to classify document. EcoDMSDocumentInformation is empty!!");
    const { docId, clDocId, classifyAttributes: wanted } = asked.data;
    const row = rowsOf(docId).find((one) => one.clDocId === clDocId);
    if (!row) throw exception(`Unable to find document with docid = ${docId}!!`);
    if (wanted.revision !== row.attributes.revision) throw exception("The revision is invalid!!");
    for (const name of Object.keys(wanted))
      if (!(name in ATTRIBUTES)) throw exception(`Invalid classify attribute ${name}!!`);
    for (const name of ["docart", "defdate", "folder", "cdate", "bemerkung", "status", "dyn_0_1735689600000"])
      if (wanted[name] === undefined) throw exception("Invalid number of classify attributes!!");
    if (!FOLDERS.some(([id]) => id === wanted.folder)) throw exception("Invalid value for folder!!");
    if (!TYPES.some(([id]) => String(id) === wanted.docart)) throw exception("Invalid value for docart!!");
    const [major = "1", minor = "0"] = (row.attributes.revision ?? "1.0").split(".");
    Object.assign(row.attributes, wanted, {
      docid: `${docId}#${clDocId}`,
      cdate: wanted.cdate || serverTime(now()).slice(0, 10),
      ctimestamp: serverTime(now()),
      mainfolder: (wanted.folder ?? "").split(".")[0],
      revision: `${major}.${Number(minor) + 1}`,
    });
    sendJson(response, clDocId);
  }

  function addVersion(docId: number, content: Buffer): void {
    const found = documents.find((document) => document.docId === docId);
    if (!found) throw new Error(`There is no document ${docId}.`);
    found.content = content;
    const id = (found.versions.at(-1)?.id ?? 0) + 1;
    found.versions.push({ id, date: serverTime(now()), file: found.file, content });
  }

  return {
    classifications,
    addVersion,
    about,
    versionsOf,
    search,
    download,
    upload,
    classify,
    paid: () => ({ ...paid }),
  };
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse((await buffer(request)).toString("utf8"));
  } catch {
    return null;
  }
}
