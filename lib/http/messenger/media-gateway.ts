import type { IncomingMessage } from "node:http";
import type { Ctx } from "#lib/auth/context.ts";
import { requireMember, requireWriter } from "#lib/messenger/require-member.ts";
import type { Endpoint } from "../endpoint.ts";
import { messengerRoomEndpoints } from "../endpoints/messenger-room-endpoints.ts";
import { refuseRequest } from "../files/refuse-request.ts";
import { transferPlaces } from "../files/transfer-places.ts";
import { takeLimit } from "../limits.ts";
import { messengerActor } from "../messenger-actor.ts";
import { parseInput } from "../parse-input.ts";
import { answerMedia } from "./answer-media.ts";
import { answerUpload } from "./answer-upload.ts";
import type { Answerer } from "./answerer.ts";
import type { MediaCall } from "./media-call.ts";

const { uploadMessengerFile: UPLOAD, readMessengerFile: READ } = messengerRoomEndpoints;
const MEDIA_PATH = /^\/api\/v1\/messages\/media\/([a-z0-9]{1,64})$/;
/** Each writes to the disk, and sniffs a picture. */
const UPLOADS = { total: 24, perUser: 6 };
/** A page of pictures is asked for at once. */
const READS = { total: 300, perUser: 100 };

export interface MediaGateway extends Answerer {
  /** Files on their way, in or out. */
  open(): number;
}

/**
 * Files of rooms, on their way in and out, in front of Next, where a stream costs several times as much. Who may not is
 * told so before a byte of the body is read.
 */
export function mediaGateway(base: Pick<Ctx, "db" | "env" | "now">): MediaGateway {
  const places = { upload: transferPlaces(UPLOADS), read: transferPlaces(READS) };

  async function begin(
    call: Omit<MediaCall, "ctx" | "member">,
    found: Found,
    address: string,
  ): Promise<void> {
    const { request, response } = call;
    const endpoint: Endpoint = found.kind === "upload" ? UPLOAD : READ;
    await takeLimit(base, endpoint.limit, address);
    const head = { method: request.method ?? "GET", headers: headersOf(request) };
    if (endpoint.access !== "messenger") return;
    const ctx = { ...base, actor: await messengerActor(base, head, endpoint) };
    const member = await (found.kind === "upload" ? requireWriter(ctx) : requireMember(ctx));
    const release = places[found.kind].take(member.id, base.now());
    response.once("close", release);
    try {
      if (response.destroyed) return;
      if (found.kind === "upload") return await answerUpload({ ...call, ctx, member });
      const { download } = parseInput(READ.query, Object.fromEntries(found.query));
      await answerMedia({ ...call, ctx, member }, { id: found.id, download: download === "1" });
    } finally {
      release();
    }
  }

  return {
    answer(request, response, clientAddress) {
      const found = findOperation(request);
      if (!found) return false;
      // Told late, when whoever read or wrote has stopped listening, a broken connection would end the process.
      request.on("error", () => undefined);
      response.on("error", () => undefined);
      begin({ request, response }, found, clientAddress).catch((error: unknown) =>
        refuseRequest(request, response, error, base.now()),
      );
      return true;
    },
    open: () => places.upload.taken() + places.read.taken(),
    // What is on its way is short, and ends by itself or with the server.
    close: () => undefined,
  };
}

type Found = { kind: "upload" } | { kind: "read"; id: string; query: URLSearchParams };

function findOperation({ url = "/", method }: Pick<IncomingMessage, "url" | "method">): Found | null {
  if (!url.startsWith("/api/v1/messages/")) return null;
  const pathname = url.replace(/[?#].*$/s, "");
  if (pathname === UPLOAD.path) return method === "POST" ? { kind: "upload" } : null;
  const id = MEDIA_PATH.exec(pathname)?.[1];
  if (id === undefined || (method !== "GET" && method !== "HEAD")) return null;
  return { kind: "read", id, query: new URLSearchParams(url.slice(pathname.length + 1)) };
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string") headers.set(name, value);
  return headers;
}
