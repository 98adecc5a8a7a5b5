import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { readBody } from "#sandbox/dav/read-body.ts";
import { cloudUsers } from "#sandbox/users.ts";
import type { FilesContext } from "./files-context.ts";
import { makeManyFiles } from "./make-many-files.ts";
import { userFilesDir } from "./user-files-dir.ts";

const path = z
  .string()
  .max(4000)
  .refine((text) => !text.split("/").some((segment) => segment === "." || segment === ".."))
  .transform((text) => text.replace(/^\/+|\/+$/g, "").normalize("NFC"));
const user = z.string().refine((id) => cloudUsers.has(id), "nobody of that name");
/** What `PUT /_sandbox/files` takes: any of these. */
const switchesSchema = z.strictObject({
  /** Bits a second for all transfers together; null: as fast as it goes. */
  throttle: z.number().int().min(8000).nullable().optional(),
  /** Bytes a user may use; null: unlimited. */
  quota: z.strictObject({ user, bytes: z.number().int().min(0).nullable() }).optional(),
  lock: z.strictObject({ user, path, locked: z.boolean() }).optional(),
  /** The shortest password a link may have; null: any. */
  minimumPasswordLength: z.number().int().min(1).max(100).nullable().optional(),
  /** Puts so many small pictures into a folder, straight on disk. */
  many: z.strictObject({ user, path, count: z.number().int().min(1).max(50_000) }).optional(),
});

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** Carries out what was asked for. */
function apply({ switches, dataDir, sizes }: FilesContext, input: z.infer<typeof switchesSchema>) {
  const { throttle, quota, lock, minimumPasswordLength, many } = input;
  if (many !== undefined) {
    const home = userFilesDir(dataDir, many.user);
    makeManyFiles(join(home, many.path), many.count);
    sizes.touch(home, many.path.split("/"));
  }
  if (throttle !== undefined) switches.throttle.bitsPerSecond = throttle;
  if (minimumPasswordLength !== undefined) switches.minimumPasswordLength = minimumPasswordLength;
  if (quota?.bytes === null) switches.quotas.delete(quota.user);
  else if (quota !== undefined) switches.quotas.set(quota.user, quota.bytes);
  const locked = lock === undefined ? "" : `${lock.user}/${lock.path}`;
  if (lock?.locked) switches.locks.add(locked);
  else if (lock !== undefined) switches.locks.delete(locked);
}

/** `PUT /_sandbox/files` sets what tests want of files; DELETE sets everything back. False: not for it. */
export async function answerFilesSwitches(
  request: IncomingMessage,
  response: ServerResponse,
  options: { path: string; files: FilesContext },
): Promise<boolean> {
  const { switches } = options.files;
  if (options.path !== "/_sandbox/files") return false;
  if (request.method === "DELETE") {
    switches.throttle.bitsPerSecond = null;
    switches.minimumPasswordLength = null;
    switches.quotas.clear();
    switches.locks.clear();
    sendJson(response, 200, { files: "as they were" });
    return true;
  }
  if (request.method !== "PUT") {
    sendJson(response, 405, { error: "PUT or DELETE" });
    return true;
  }
  let body: unknown;
  try {
    body = JSON.parse((await readBody(request)).toString("utf8"));
  } catch {
    sendJson(response, 400, { error: "not JSON" });
    return true;
  }
  const input = switchesSchema.safeParse(body);
  if (!input.success) sendJson(response, 422, { error: input.error.issues });
  else {
    apply(options.files, input.data);
    sendJson(response, 200, { files: "set" });
  }
  return true;
}
