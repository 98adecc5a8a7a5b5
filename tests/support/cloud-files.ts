import { basicAuth } from "#sandbox/cloud-fixture.ts";

/** A sandbox cloud: one of a test, or the address of one that runs. */
export type AnyCloud = string | { url: string } | { cloud: { url: string } };

/** A row of a folder, as the cloud lists it. */
export type CloudFile = { name: string; isFolder: boolean; size: number; etag: string; fileId: string };

function urlOf(cloud: AnyCloud): string {
  if (typeof cloud === "string") return cloud.replace(/\/+$/, "");
  return "url" in cloud ? cloud.url : cloud.cloud.url;
}

/** The address of a path in a user's home. */
export function cloudFileHref(user: string, path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  return `/remote.php/dav/files/${[user, ...segments].map(encodeURIComponent).join("/")}`;
}

async function send(
  cloud: AnyCloud,
  user: string,
  request: { method: string; path: string; headers?: Record<string, string>; body?: BodyInit },
): Promise<Response> {
  const { method, path, headers, body } = request;
  const response = await fetch(urlOf(cloud) + path, {
    method,
    headers: { ...headers, Authorization: basicAuth(user) },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok && response.status !== 405 && response.status !== 404)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** Makes a folder and those above it; one that is there stays. */
export async function makeCloudFolder(cloud: AnyCloud, user: string, path: string): Promise<void> {
  const segments = path.split("/").filter((segment) => segment !== "");
  for (const index of segments.keys()) {
    const folder = segments.slice(0, index + 1).join("/");
    await (await send(cloud, user, { method: "MKCOL", path: cloudFileHref(user, folder) })).arrayBuffer();
  }
}

/** Stores a file, as somebody in Nextcloud does; the folders above it are made. Answers ETag and file id. */
export async function putCloudFile(
  cloud: AnyCloud,
  user: string,
  path: string,
  bytes: string | Uint8Array<ArrayBuffer>,
): Promise<{ etag: string; fileId: string }> {
  await makeCloudFolder(cloud, user, path.split("/").slice(0, -1).join("/"));
  const answer = await send(cloud, user, { method: "PUT", path: cloudFileHref(user, path), body: bytes });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status}`);
  const fileId = /^0*(\d+?)ocsandbox$/.exec(answer.headers.get("oc-fileid") ?? "")?.[1] ?? "";
  return { etag: answer.headers.get("etag") ?? "", fileId };
}

/** What lies directly in a folder, sorted by name; null where there is none. */
export async function listCloudFolder(
  cloud: AnyCloud,
  user: string,
  path: string,
): Promise<CloudFile[] | null> {
  const answer = await send(cloud, user, {
    method: "PROPFIND",
    path: cloudFileHref(user, path),
    headers: { Depth: "1" },
    body: '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:resourcetype/><d:getcontentlength/><d:getetag/><oc:fileid/></d:prop></d:propfind>',
  });
  const text = await answer.text();
  if (answer.status === 404) return null;
  // The sandbox writes what was asked for, in that order; an XML parser would take seconds for thousands.
  return text
    .split("<d:response>")
    .slice(2)
    .map((row) => {
      const value = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(row)?.[1] ?? "";
      return {
        name: decodeURIComponent(value("d:href").replace(/\/$/, "").split("/").at(-1) ?? ""),
        isFolder: row.includes("<d:collection/>"),
        size: Number(value("d:getcontentlength")),
        etag: value("d:getetag").replaceAll("&quot;", '"'),
        fileId: value("oc:fileid"),
      };
    });
}

/** The bytes of a file; null where there is none. */
export async function readCloudFile(cloud: AnyCloud, user: string, path: string): Promise<Buffer | null> {
  const answer = await send(cloud, user, { method: "GET", path: cloudFileHref(user, path) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return answer.status === 404 ? null : bytes;
}

/** Deletes a file or folder, as somebody in Nextcloud does. */
export async function deleteCloudFile(cloud: AnyCloud, user: string, path: string): Promise<void> {
  await (await send(cloud, user, { method: "DELETE", path: cloudFileHref(user, path) })).arrayBuffer();
}

/** Moves or renames a file or folder, as somebody in Nextcloud does. */
export async function moveCloudFile(cloud: AnyCloud, user: string, from: string, to: string): Promise<void> {
  const headers = { Destination: urlOf(cloud) + cloudFileHref(user, to), Overwrite: "F" };
  const answer = await send(cloud, user, { method: "MOVE", path: cloudFileHref(user, from), headers });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`MOVE ${from}: ${answer.status}`);
}

async function control(cloud: AnyCloud, method: "PUT" | "DELETE", body?: unknown): Promise<void> {
  const answer = await fetch(`${urlOf(cloud)}/_sandbox/files`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The sandbox refused: ${answer.status} ${text}`);
}

/** Limits the bytes a user may use; null: unlimited. */
export const setQuota = (cloud: AnyCloud, user: string, bytes: number | null) =>
  control(cloud, "PUT", { quota: { user, bytes } });

/** Locks a file (or unlocks it with `locked` false): changing it is refused with 423. */
export const lockFile = (cloud: AnyCloud, user: string, path: string, locked = true) =>
  control(cloud, "PUT", { lock: { user, path, locked } });

/** Holds all transfers of files together to so many bits a second; null: as fast as it goes. */
export const throttle = (cloud: AnyCloud, bitsPerSecond: number | null) =>
  control(cloud, "PUT", { throttle: bitsPerSecond });

/** Asks passwords of links to be so long; null: any. */
export const setPasswordPolicy = (cloud: AnyCloud, minimumLength: number | null) =>
  control(cloud, "PUT", { minimumPasswordLength: minimumLength });

/** Quotas, locks, speed and password policy as in the beginning. */
export const resetCloudFiles = (cloud: AnyCloud) => control(cloud, "DELETE");

/** Puts `count` small pictures, `picture 00001.jpg` and on, straight on the cloud's disk: 5,000 take about half a second. */
export const makeManyFiles = (cloud: AnyCloud, user: string, folder: string, count: number) =>
  control(cloud, "PUT", { many: { user, path: folder, count } });
