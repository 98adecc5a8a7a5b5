import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readBody } from "#sandbox/dav/read-body.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { sendOcsJson, sendOcsOk } from "./ocs-answer.ts";
import type { Talk } from "./talk.ts";

const root = "/ocs/v2.php/apps/spreed/api";
const hash = { "X-Nextcloud-Talk-Hash": "8af168a272b386172505e0bf2d7e8e8974b383ac" };

const posting = z.object({ message: z.string(), referenceId: z.string().max(64).default("") });
const marking = z.object({ lastReadMessage: z.number().int().nonnegative() });

const starting = z.object({
  roomType: z.number().int(),
  roomName: z.string().default(""),
  invite: z.string().default(""),
});
const describing = z.object({ description: z.string() });
const inviting = z.object({ newParticipant: z.string(), source: z.literal("users").default("users") });

type Context = { path: string; wantsJson: boolean; user: CloudUser; talk: Talk };

function refuse(response: ServerResponse, status: number, message: string | null = "") {
  sendOcsJson(response, { status, meta: { status: "failure", statuscode: status, message }, data: [] });
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? "/", "http://localhost").searchParams;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse((await readBody(request)).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Talk 14 cannot write rooms as XML, and answers nothing at all. */
function answerRooms(response: ServerResponse, { wantsJson, user, talk }: Context) {
  if (wantsJson) return sendOcsOk(response, talk.rooms(user.id), hash);
  response.writeHead(200, { "Content-Type": "text/html; charset=UTF-8" });
  response.end();
}

async function post(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  { user, talk }: Context,
) {
  const input = posting.safeParse(await bodyOf(request)).data;
  const posted = input === undefined ? 400 : talk.post(user, token, input);
  if (typeof posted === "number") return refuse(response, posted, posted === 413 ? null : "");
  const meta = { status: "ok" as const, statuscode: 201, message: "OK" };
  sendOcsJson(response, { status: 201, meta, data: posted });
}

async function markRead(request: IncomingMessage, response: ServerResponse, token: string, context: Context) {
  const input = marking.safeParse(await bodyOf(request)).data;
  if (input !== undefined) return mark(response, token, context, input.lastReadMessage);
  // Talk 14 needs the id of the message and fails without.
  response.writeHead(500, { "Content-Type": "text/html; charset=UTF-8" });
  response.end("<!DOCTYPE html><title>Internal Server Error</title>");
}

function mark(response: ServerResponse, token: string, { user, talk }: Context, upTo: number | null) {
  const marked = talk.mark(user.id, token, upTo);
  if (typeof marked === "number") return refuse(response, marked);
  sendOcsOk(response, [], { "X-Chat-Last-Common-Read": String(marked.lastCommonRead) });
}

async function start(request: IncomingMessage, response: ServerResponse, { user, talk }: Context) {
  const input = starting.safeParse(await bodyOf(request)).data;
  const started = input === undefined ? 400 : talk.made.start(user, input);
  if (typeof started === "number") return refuse(response, started, null);
  const { status, room } = started;
  sendOcsJson(response, { status, meta: { status: "ok", statuscode: status, message: "OK" }, data: room });
}

/** Only who made a conversation may change it here. */
async function change(
  request: IncomingMessage,
  response: ServerResponse,
  { token, what }: { token: string; what: string },
  { user, talk }: Context,
) {
  const room = talk.made.find(user.id, token);
  if (room === undefined) return refuse(response, 404, null);
  if (room.owner !== user.id) return refuse(response, 403);
  const body = await bodyOf(request);
  const description = describing.safeParse(body).data?.description;
  const invited = inviting.safeParse(body).data?.newParticipant;
  const status =
    what === "description"
      ? description === undefined
        ? 400
        : talk.made.describe(room, description)
      : invited === undefined
        ? 400
        : talk.made.invite(room, invited);
  if (status !== 200) return refuse(response, status, null);
  sendOcsOk(response, []);
}

/** What came after a message; like Talk without waiting: 304 where there is nothing. */
function answerHistory(
  response: ServerResponse,
  { token, query }: { token: string; query: URLSearchParams },
  context: Context,
) {
  const room = context.talk.made.find(context.user.id, token);
  if (room === undefined) return refuse(response, 404, null);
  const after = Number(query.get("lastKnownMessageId") ?? 0);
  const limit = Math.min(200, Number(query.get("limit") ?? 100));
  const messages = context.talk.made.history(room, context.user.id, { after, limit });
  if (messages.length > 0) return sendOcsOk(response, messages);
  response.writeHead(304);
  response.end();
}

/** Talk's conversations and chat. False: the request is not for it, or Talk is not there. */
export function answerTalk(request: IncomingMessage, response: ServerResponse, context: Context): boolean {
  const { path, user, talk } = context;
  if (!path.startsWith(`${root}/`) || talk.mode === "missing") return false;
  const failed = (error: unknown) => refuse(response, 500, String(error));
  const below = path.slice(root.length);
  const roomToken = /^\/v4\/room\/(\w+)$/.exec(below)?.[1];
  const changed = /^\/v4\/room\/(\w+)\/(description|participants)$/.exec(below);
  const chat = /^\/v1\/chat\/(\w+)(\/read)?$/.exec(below);
  const [token, read] = [chat?.[1], chat?.[2]];
  if (talk.mode === "not-allowed") refuse(response, 403, "Can not use Talk");
  else if (request.method === "GET" && below === "/v4/room") answerRooms(response, context);
  else if (request.method === "POST" && below === "/v4/room") start(request, response, context).catch(failed);
  else if (changed && request.method === (changed[2] === "description" ? "PUT" : "POST"))
    change(request, response, { token: changed[1] ?? "", what: changed[2] ?? "" }, context).catch(failed);
  else if (request.method === "GET" && token !== undefined && read === undefined)
    answerHistory(response, { token, query: queryOf(request) }, context);
  else if (request.method === "GET" && roomToken !== undefined) {
    const room = talk.room(user.id, roomToken);
    if (room === undefined) refuse(response, 404, null);
    else sendOcsOk(response, room, hash);
  } else if (token === undefined) return false;
  else if (request.method === "POST" && read === undefined)
    post(request, response, token, context).catch(failed);
  else if (request.method === "POST") markRead(request, response, token, context).catch(failed);
  else if (request.method === "DELETE" && read !== undefined) mark(response, token, context, null);
  else return false;
  return true;
}
