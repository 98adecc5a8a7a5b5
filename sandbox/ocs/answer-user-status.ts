import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readBody } from "#sandbox/dav/read-body.ts";
import { sendOcsJson, sendOcsOk } from "./ocs-answer.ts";
import { type Status, statusTypes, type UserStatuses } from "./user-statuses.ts";

const root = "/ocs/v2.php/apps/user_status/api/v1";

const typeChange = z.object({ statusType: z.string() });
const messageChange = z.object({
  statusIcon: z.string().nullish(),
  message: z.string().max(80).nullish(),
  clearAt: z.number().int().nullish(),
});

type Context = { path: string; query: URLSearchParams; user: string; statuses: UserStatuses };

function refuse(response: ServerResponse, status: number, message: string) {
  sendOcsJson(response, { status, meta: { status: "failure", statuscode: status, message }, data: [] });
}

/** As others see it: whoever is invisible looks offline. */
function publicView(userId: string, { message, icon, clearAt, status }: Status) {
  return { userId, message, icon, clearAt, status: status === "invisible" ? "offline" : status };
}

function ownView(userId: string, { message, icon, clearAt, status }: Status) {
  return {
    userId,
    message,
    messageId: null,
    messageIsPredefined: false,
    icon,
    clearAt,
    status,
    statusIsUserDefined: true,
  };
}

async function change(request: IncomingMessage, response: ServerResponse, { path, user, statuses }: Context) {
  let body: unknown;
  try {
    body = JSON.parse((await readBody(request)).toString("utf8"));
  } catch {
    return refuse(response, 400, "Bad request");
  }
  if (path === `${root}/user_status/status`) {
    const type = typeChange.safeParse(body).data?.statusType ?? "";
    if (!statusTypes.includes(type)) return refuse(response, 400, `Status-type "${type}" is not supported`);
    return sendOcsOk(response, ownView(user, statuses.set(user, { status: type })));
  }
  const words = messageChange.safeParse(body).data;
  if (words === undefined) return refuse(response, 400, "Bad request");
  const { statusIcon, message, clearAt } = words;
  const status = { icon: statusIcon ?? null, message: message ?? null, clearAt: clearAt ?? null };
  sendOcsOk(response, ownView(user, statuses.set(user, status)));
}

/** Nextcloud's user status: one's own is set, everybody's is read. False: the request is not for it. */
export function answerUserStatus(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
): boolean {
  const { path, query, user, statuses } = context;
  if (!path.startsWith(`${root}/`)) return false;
  const below = path.slice(root.length);
  const other = /^\/statuses\/([^/]+)$/.exec(below)?.[1];
  const own = statuses.all().get(user);
  if (request.method === "GET" && below === "/statuses") {
    const offset = Number(query.get("offset") ?? 0);
    const rows = [...statuses.all()].map(([id, status]) => publicView(id, status));
    sendOcsOk(response, rows.slice(offset, offset + Number(query.get("limit") ?? 100)));
  } else if (request.method === "GET" && other !== undefined) {
    const id = decodeURIComponent(other);
    const status = statuses.all().get(id);
    if (status === undefined) refuse(response, 404, "No status for the requested userId");
    else sendOcsOk(response, publicView(id, status));
  } else if (request.method === "GET" && below === "/user_status") {
    if (own === undefined) refuse(response, 404, "No status for the current user");
    else sendOcsOk(response, ownView(user, own));
  } else if (request.method === "PUT" && /^\/user_status\/(status|message\/custom)$/.test(below)) {
    change(request, response, context).catch((error: unknown) => refuse(response, 500, String(error)));
  } else if (request.method === "DELETE" && below === "/user_status/message") {
    statuses.set(user, { message: null, icon: null, clearAt: null });
    sendOcsOk(response, []);
  } else return false;
  return true;
}
