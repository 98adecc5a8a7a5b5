import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { DavError } from "#sandbox/dav/dav-error.ts";
import { hasPreview, mediaTypeOf } from "#sandbox/files/media-types.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import { sendOcsJson, sendOcsOk } from "./ocs-answer.ts";
import { readInput } from "./read-input.ts";
import type { FoundShare, Shares } from "./shares.ts";

const root = "/ocs/v2.php/apps/files_sharing/api/v1/shares";

const text = z.coerce.string().max(4000);
const inputSchema = z.object({
  path: text.optional(),
  shareType: z.coerce.number().optional(),
  shareWith: text.optional(),
  permissions: z.coerce.number().int().min(1).max(31).optional(),
  password: text.optional(),
  expireDate: text.optional(),
  note: text.optional(),
  label: text.optional(),
  subfiles: text.optional(),
});
type Input = z.infer<typeof inputSchema>;

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Visit = { shares: Shares; user: CloudUser; host: string };

/** A share as Nextcloud tells its owner: with the password's hash, twice. */
function shareView({ shares, user, host }: Visit, { share, path, stats }: FoundShare) {
  const name = path.split("/").at(-1) ?? "";
  const folder = stats.isDirectory();
  const link = share.type === 3;
  const other = cloudUsers.get(share.with ?? "");
  return {
    id: String(share.id),
    share_type: share.type,
    uid_owner: user.id,
    displayname_owner: user.displayName,
    permissions: share.permissions,
    can_edit: true,
    can_delete: true,
    stime: share.created,
    parent: null,
    expiration: share.expires === null ? null : `${share.expires} 00:00:00`,
    token: share.token,
    uid_file_owner: user.id,
    note: share.note,
    label: link ? share.label : null,
    displayname_file_owner: user.displayName,
    path: `/${path}`,
    item_type: folder ? "folder" : "file",
    mimetype: folder ? "httpd/unix-directory" : mediaTypeOf(name),
    has_preview: !folder && hasPreview(name),
    storage_id: `home::${user.id}`,
    storage: 1,
    item_source: share.fileId,
    file_source: share.fileId,
    file_parent: shares.locate(user.id, path)?.parentId ?? 0,
    file_target: link ? `/${path}` : `/${name}`,
    ...(link
      ? {
          share_with: share.passwordHash,
          share_with_displayname: "(Shared link)",
          password: share.passwordHash,
          send_password_by_talk: false,
          url: `http://${host}/index.php/s/${share.token}`,
        }
      : {
          share_with: share.with,
          share_with_displayname: other?.displayName ?? share.with,
          share_with_displayname_unique: other?.email ?? share.with,
          status: [],
        }),
    mail_send: link ? 1 : 0,
    hide_download: 0,
    attributes: null,
  };
}

/** The last day of a link. Throws 404, as Nextcloud does, for a day that is past or none. */
function readExpiry(shares: Shares, day: string | undefined): string | null {
  if (day === undefined || day === "") return null;
  const at = Date.parse(day);
  if (!/^\d{4}-\d{2}-\d{2}/.test(day) || Number.isNaN(at))
    throw new Refusal(404, "Invalid date, date format must be YYYY-MM-DD");
  if (at < shares.files.now()) throw new Refusal(404, "Expiration date is in the past");
  return day.slice(0, 10);
}

function checkPassword(shares: Shares, password: string | undefined) {
  const least = shares.files.switches.minimumPasswordLength;
  if (password === undefined || password === "" || least === null || password.length >= least) return;
  throw new Refusal(403, `Password needs to be at least ${least} characters long.`);
}

function locate({ shares, user }: Visit, path: string) {
  try {
    const found = shares.locate(user.id, path);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof DavError)) throw error;
  }
  throw new Refusal(404, "Wrong path, file/folder does not exist");
}

function create(visit: Visit, input: Input) {
  const { shares, user } = visit;
  if (input.path === undefined || input.path === "")
    throw new Refusal(404, "Please specify a file or folder path");
  const { fileId } = locate(visit, input.path);
  if (input.shareType !== 3 && input.shareType !== 0) throw new Refusal(400, "Unknown share type");
  const other = input.shareType === 0 ? cloudUsers.get(input.shareWith ?? "") : undefined;
  if (input.shareType === 0 && (other === undefined || other.id === user.id))
    throw new Refusal(404, "Please specify a valid user");
  checkPassword(shares, input.password);
  const expires = readExpiry(shares, input.expireDate);
  const known = shares.all().find(({ share }) => share.fileId === fileId && share.with === (other?.id ?? ""));
  if (known !== undefined) return shareView(visit, known);
  const share = shares.create({
    type: input.shareType,
    owner: user.id,
    fileId,
    // Whoever has a link may pass it on, Nextcloud says.
    permissions: input.shareType === 3 ? (input.permissions ?? 1) | 16 : (input.permissions ?? 19),
    expires,
    password: input.shareType === 3 ? (input.password ?? "") : "",
    with: other?.id ?? null,
    note: input.note ?? "",
    label: input.label ?? "",
  });
  return shareView(visit, foundOf(visit, share.id));
}

function foundOf({ shares, user }: Visit, id: number): FoundShare {
  const found = shares.all().find(({ share }) => share.id === id && share.owner === user.id);
  if (found === undefined) throw new Refusal(404, "Wrong share ID, share doesn't exist");
  return found;
}

function list(visit: Visit, input: Input) {
  const own = visit.shares.all().filter(({ share }) => share.owner === visit.user.id);
  if (input.path === undefined || input.path === "") return own.map((each) => shareView(visit, each));
  const { fileId, path } = locate(visit, input.path);
  const inside = (below: string) => below.split("/").slice(0, -1).join("/") === path;
  const matching = own.filter((each) =>
    input.subfiles === "true" ? inside(each.path) : each.share.fileId === fileId,
  );
  return matching.map((each) => shareView(visit, each));
}

function change(visit: Visit, id: number, input: Input) {
  const found = foundOf(visit, id);
  checkPassword(visit.shares, input.password);
  visit.shares.change(found.share, {
    ...(input.permissions === undefined ? {} : { permissions: input.permissions }),
    ...(input.expireDate === undefined ? {} : { expires: readExpiry(visit.shares, input.expireDate) }),
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(input.password === undefined ? {} : { password: input.password }),
  });
  return shareView(visit, found);
}

function carryOut(visit: Visit, method: string, id: number | undefined, input: Input): unknown {
  if (id === undefined && method === "GET") return list(visit, input);
  if (id === undefined && method === "POST") return create(visit, input);
  if (id !== undefined && method === "GET") return [shareView(visit, foundOf(visit, id))];
  if (id !== undefined && method === "PUT") return change(visit, id, input);
  if (id !== undefined && method === "DELETE") {
    visit.shares.remove(foundOf(visit, id).share);
    return [];
  }
  throw new Refusal(405, "Method not allowed");
}

async function answer(request: IncomingMessage, response: ServerResponse, visit: Visit & Asked) {
  try {
    const input = inputSchema.safeParse(await readInput(request, visit.query));
    if (!input.success) throw new Refusal(400, "Bad request");
    sendOcsOk(response, carryOut(visit, request.method ?? "", visit.id, input.data));
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    sendOcsJson(response, { status, meta: { status: "failure", statuscode: status, message }, data: [] });
  }
}

type Asked = { id: number | undefined; query: URLSearchParams };

/** The OCS shares of `files_sharing`: links, and rows of shares with people. False: the request is not for it. */
export function answerShares(
  request: IncomingMessage,
  response: ServerResponse,
  context: { path: string; query: URLSearchParams; user: CloudUser; shares: Shares },
): boolean {
  const [whole, id] = /^\/(\d{1,15})$|^$/.exec(context.path.slice(root.length)) ?? [];
  if (!context.path.startsWith(root) || whole === undefined) return false;
  const { shares, user, query } = context;
  const host = request.headers.host ?? "localhost";
  void answer(request, response, {
    shares,
    user,
    host,
    query,
    id: id === undefined ? undefined : Number(id),
  });
  return true;
}
