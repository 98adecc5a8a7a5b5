import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerGet } from "#sandbox/files/answer-get.ts";
import { sendRefusal } from "#sandbox/files/dav-answer.ts";
import { fileTarget, noSuchFile } from "#sandbox/files/file-target.ts";
import type { FilesContext } from "#sandbox/files/files-context.ts";
import { sendOcsJson, sendOcsOk } from "./ocs-answer.ts";
import { readInput } from "./read-input.ts";

type Direct = { user: string; fileId: number; until: number };
/** The links that open one file without a sign-in, for a while. */
export type DirectLinks = { files: FilesContext; links: Map<string, Direct> };

const hoursMs = 8 * 3_600_000;
const maxLinks = 10_000;
const inputSchema = z.object({ fileId: z.coerce.number().int() });

export const createDirectLinks = (files: FilesContext): DirectLinks => ({ files, links: new Map() });

async function create(request: IncomingMessage, response: ServerResponse, context: Asked) {
  const { directLinks, user, query } = context;
  const { files, links } = directLinks;
  const input = inputSchema.safeParse(await readInput(request, query));
  const found = input.success ? files.ids.pathOf(user, input.data.fileId) : undefined;
  if (!input.success || found === undefined || !found.stats.isFile()) {
    const status = found === undefined ? 404 : 400;
    sendOcsJson(response, {
      status,
      meta: { status: "failure", statuscode: status, message: null },
      data: [],
    });
    return;
  }
  if (links.size >= maxLinks) links.clear();
  const token = randomBytes(30).toString("hex");
  links.set(token, { user, fileId: input.data.fileId, until: files.now() + hoursMs });
  sendOcsOk(response, { url: `http://${request.headers.host ?? "localhost"}/remote.php/direct/${token}` });
}

type Asked = { path: string; query: URLSearchParams; user: string; directLinks: DirectLinks };

/** `POST /ocs/v2.php/apps/dav/api/v1/direct {fileId}`. False: the request is not for it. */
export function answerDirect(request: IncomingMessage, response: ServerResponse, context: Asked): boolean {
  if (context.path !== "/ocs/v2.php/apps/dav/api/v1/direct" || request.method !== "POST") return false;
  create(request, response, context).catch((error: unknown) => sendRefusal(response, error));
  return true;
}

/** `/remote.php/direct/<token>`: the file of such a link. False: the request is not for it. */
export async function answerDirectDownload(
  { files, links }: DirectLinks,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const token = /^\/remote\.php\/direct\/(\w+)$/.exec(path)?.[1];
  if (token === undefined) return false;
  try {
    const link = links.get(token);
    const found = link === undefined ? undefined : files.ids.pathOf(link.user, link.fileId);
    if (link === undefined || found === undefined || link.until < files.now()) throw noSuchFile("");
    await answerGet(files, request, response, fileTarget(files, link.user, found.path.split("/")));
  } catch (error) {
    sendRefusal(response, error);
  }
  return true;
}
