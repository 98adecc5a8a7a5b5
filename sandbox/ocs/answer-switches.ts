import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { AppPasswords } from "#sandbox/app-passwords.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { type Talk, talkModes } from "./talk.ts";

const talkSwitch = z.strictObject({ mode: z.enum(talkModes) });

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

async function switchTalk(request: IncomingMessage, response: ServerResponse, talk: Talk) {
  let body: unknown;
  try {
    body = JSON.parse((await readBody(request)).toString("utf8"));
  } catch {
    return sendJson(response, 400, { error: "not JSON" });
  }
  const input = talkSwitch.safeParse(body);
  if (!input.success) return sendJson(response, 422, { error: input.error.issues });
  talk.mode = input.data.mode;
  sendJson(response, 200, { mode: talk.mode });
}

/**
 * What no Nextcloud has, for tests of another process: `PUT /_sandbox/talk {mode}`, and a user's app passwords by
 * `GET` and `DELETE /_sandbox/app-passwords/<user>`, as if they were revoked in the settings. False: for neither.
 */
export async function answerSwitches(
  request: IncomingMessage,
  response: ServerResponse,
  context: { path: string; talk: Talk; appPasswords: AppPasswords },
): Promise<boolean> {
  const { path, talk, appPasswords } = context;
  const user = /^\/_sandbox\/app-passwords\/([a-z]+)$/.exec(path)?.[1];
  if (path === "/_sandbox/talk") {
    if (request.method === "PUT") await switchTalk(request, response, talk);
    else sendJson(response, 405, { error: "PUT" });
  } else if (user === undefined) return false;
  else if (request.method === "GET") sendJson(response, 200, { appPasswords: appPasswords.list(user) });
  else if (request.method === "DELETE") sendJson(response, 200, { revoked: appPasswords.revokeOf(user) });
  else sendJson(response, 405, { error: "GET or DELETE" });
  return true;
}
