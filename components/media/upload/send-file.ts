import type { callApi } from "#components/console/api.ts";
import { ApiProblem } from "#components/console/api.ts";
import { fields, list, text } from "#components/console/json-fields.ts";
import { CHUNKED_FROM_BYTES } from "#lib/media/transfer/piece-limits.ts";
import { folderOf, splitName } from "../file-names.ts";
import { customerMediaPath, readCustomerMedia, readRecord } from "../media-json.ts";
import { missingChunks, presentBytes } from "./chunk-plan.ts";
import { isSame, isSameFile, type RememberedUpload } from "./remembered-uploads.ts";
import type { SendBody } from "./send-body.ts";

const CLOCKS_APART_MS = 60_000;

export interface FileToSend {
  file: File;
  /** The name it shall have. */
  name: string;
  /** The folder it goes to; null lets the server put it into the customer's Sent Media. */
  folder: string | null;
  customerId: string;
  /** When an attempt began whose answer never came although everything was sent, epoch milliseconds: it may be there. */
  unansweredSince?: number | null;
}

export interface SendWays {
  send: SendBody;
  call: typeof callApi;
  remembered: () => RememberedUpload[];
  remember: (upload: RememberedUpload) => void;
  forget: (sessionId: string) => void;
}

export interface SendNews {
  signal: AbortSignal;
  /** Bytes of the file that have left. */
  onProgress: (sent: number) => void;
  /** So many bytes are there from an earlier attempt. */
  onResume: (sent: number) => void;
  onFinishing: () => void;
}

export interface Arrived {
  /** The name it has now; numbered where another had it. */
  name: string;
  /** It waits in Parlour until Nextcloud can be reached. */
  kept: boolean;
}

/**
 * Brings a file to its folder: whole in one go, or from 100 MB on in pieces, going on where Nextcloud stands.
 * @throws ApiProblem; nothing stands under the final name then
 */
export function sendFile(input: FileToSend, ways: SendWays, news: SendNews): Promise<Arrived> {
  return input.file.size >= CHUNKED_FROM_BYTES ? sendPieces(input, ways, news) : sendWhole(input, ways, news);
}

async function sendWhole(input: FileToSend, ways: SendWays, news: SendNews): Promise<Arrived> {
  const there = await alreadyThere(input, ways);
  if (there) return there;
  const query = new URLSearchParams({
    ...(input.folder === null ? {} : { nextcloud_path: input.folder }),
    filename: input.name,
    customer_id: input.customerId,
  });
  const answer = await ways.send("PUT", `/api/crm/nextcloud/upload?${query}`, input.file, {
    signal: news.signal,
    contentType: input.file.type || "application/octet-stream",
    onProgress: (sent) => {
      news.onProgress(sent);
      if (sent >= input.file.size) news.onFinishing();
    },
  });
  return arrived(answer.body, answer.status);
}

/** The server keeps two uploads of one name apart, so that one sent twice would stand there twice. */
async function alreadyThere(input: FileToSend, { call }: SendWays): Promise<Arrived | null> {
  const { unansweredSince: since, file, folder, customerId } = input;
  if (since === null || since === undefined) return null;
  const { rows } = readCustomerMedia(await call("GET", customerMediaPath(customerId)));
  const row = rows.find(
    ({ record, size, path, filename }) =>
      record !== null &&
      (record.createdMs ?? 0) >= since - CLOCKS_APART_MS &&
      size === file.size &&
      (folder === null || folderOf(path) === folder) &&
      splitName(filename).stem.startsWith(splitName(input.name).stem),
  );
  return row ? { name: row.filename, kept: row.record?.state === "waiting" } : null;
}

interface Session {
  id: string;
  chunkBytes: number;
  chunks: number[];
}

async function sendPieces(input: FileToSend, ways: SendWays, news: SendNews): Promise<Arrived> {
  const session = (await known(input, ways)) ?? (await begin(input, ways, news.signal));
  inUse.add(session.id);
  try {
    return await sendMissing(input.file, session, ways, news);
  } finally {
    inUse.delete(session.id);
  }
}

async function sendMissing(file: File, session: Session, ways: SendWays, news: SendNews): Promise<Arrived> {
  let before = presentBytes(file.size, session.chunkBytes, session.chunks);
  if (before > 0) news.onResume(before);
  for (const chunk of missingChunks(file.size, session.chunkBytes, session.chunks)) {
    const at = before;
    await ways.send("PUT", `${pathOf(session.id)}/${chunk.number}`, file.slice(chunk.start, chunk.end), {
      signal: news.signal,
      contentType: "application/octet-stream",
      onProgress: (sent) => news.onProgress(at + sent),
    });
    before += chunk.end - chunk.start;
    news.onProgress(before);
  }
  news.onFinishing();
  const record = await ways.call("POST", `${pathOf(session.id)}/finish`);
  ways.forget(session.id);
  return arrived(record, 201);
}

/** Sessions that this page is sending to: the same file on its way to another folder is an upload of its own. */
const inUse = new Set<string>();

/**
 * The session of an earlier attempt with the same file, if Nextcloud still has it. It keeps the folder it was begun
 * for, whichever is looked at now.
 */
async function known(input: FileToSend, ways: SendWays): Promise<Session | null> {
  const mark = markOf(input);
  const begun = ways.remembered().filter((one) => isSameFile(one, mark) && !inUse.has(one.sessionId));
  const earlier = begun.find((one) => isSame(one, mark)) ?? begun.at(-1);
  if (!earlier) return null;
  // Before it is asked for: two of the same file may begin at once.
  inUse.add(earlier.sessionId);
  try {
    return readSession(await ways.call("GET", pathOf(earlier.sessionId)));
  } catch (error) {
    inUse.delete(earlier.sessionId);
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
    ways.forget(earlier.sessionId);
    return null;
  }
}

async function begin(input: FileToSend, ways: SendWays, signal: AbortSignal): Promise<Session> {
  const session = readSession(
    await ways.call("POST", "/api/crm/nextcloud/uploads", {
      ...(input.folder === null ? {} : { nextcloud_path: input.folder }),
      filename: input.name,
      size: input.file.size,
      mime_type: input.file.type || "application/octet-stream",
      last_modified: new Date(input.file.lastModified).toISOString(),
      customer_id: input.customerId,
    }),
  );
  if (signal.aborted) {
    // Called off before the session was known: nobody else would take it away.
    await ways.call("DELETE", pathOf(session.id)).catch(() => undefined);
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  ways.remember({ ...markOf(input), sessionId: session.id, atMs: Date.now() });
  return session;
}

function markOf({ file, name, folder, customerId }: FileToSend) {
  return { customerId, folder: folder ?? "", name, size: file.size, lastModified: file.lastModified };
}

function readSession(answer: unknown): Session {
  const it = fields(fields(answer).upload);
  const id = text(it.id);
  const chunkBytes = it.chunk_bytes;
  if (id === "" || typeof chunkBytes !== "number" || chunkBytes <= 0)
    throw new ApiProblem({ code: "unreadable", status: 0, detail: "" });
  const chunks = list(it.chunks).filter((one) => typeof one === "number");
  return { id, chunkBytes, chunks };
}

function pathOf(sessionId: string): string {
  return `/api/crm/nextcloud/uploads/${encodeURIComponent(sessionId)}`;
}

function arrived(body: unknown, status: number): Arrived {
  const record = readRecord(body);
  return { name: record?.filename ?? "", kept: status === 202 || record?.state === "waiting" };
}
