import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { ocsRequest } from "../ocs-request.ts";
import { fileError } from "./file-failure.ts";
import type { FilesAt } from "./files-at.ts";
import { statFile } from "./stat-file.ts";

/** Of all shares, below the installation. */
export const SHARES_PATH = "/ocs/v2.php/apps/files_sharing/api/v1/shares";
const LINK = 3;
const MAY_READ = 1;

/** A link anybody may open who has it. */
export interface LinkShare {
  id: string;
  url: string;
  /** YYYY-MM-DD, the last day it works; null: no end. */
  expires: string | null;
  hasPassword: boolean;
}

/** Only what is passed on: Nextcloud's answer also carries the password's hash, in two places. */
export const rawLink = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  share_type: z.literal(LINK),
  url: z.url({ protocol: /^https?$/ }),
  expiration: z.string().nullish(),
  share_with: z.string().nullish(),
  password: z.string().nullish(),
});
/** Shares of other kinds, and what is no link anybody could open. */
export const noLink = z.object({ share_type: z.number() }).transform(() => null);
const linkSchema = rawLink.transform(toLinkShare);

export function toLinkShare(raw: z.infer<typeof rawLink>): LinkShare {
  return {
    id: raw.id,
    url: raw.url,
    expires: /^\d{4}-\d{2}-\d{2}/.exec(raw.expiration ?? "")?.[0] ?? null,
    hasPassword: Boolean(raw.password ?? raw.share_with),
  };
}

/**
 * Makes a link that may read. `expires`: YYYY-MM-DD.
 * @throws UpstreamError `rejected` with `not-found` (the path), `share-refused` (the password is too weak, the day
 * is past, links are switched off: the message is the server's own)
 */
export async function createLinkShare(
  at: FilesAt,
  path: string,
  options: { password?: string; expires?: string } = {},
): Promise<LinkShare> {
  const refused = { reason: "share-refused" };
  const { data } = await ocsRequest(at.transport, {
    method: "POST",
    path: SHARES_PATH,
    body: {
      path: `/${path}`,
      shareType: LINK,
      permissions: MAY_READ,
      ...(options.password === undefined ? {} : { password: options.password }),
      ...(options.expires === undefined ? {} : { expireDate: options.expires }),
    },
    schema: linkSchema,
    meanings: { 400: refused, 403: refused, 404: refused },
  }).catch(async (error: unknown) => {
    // A past day is a 404 as well, in words of the account's language.
    if (error instanceof UpstreamError && error.status === 404 && !(await statFile(at, path)))
      throw fileError("not-found", 404);
    throw error;
  });
  return data;
}

/**
 * The links of exactly this path.
 * @throws UpstreamError `rejected` with `not-found`
 */
export async function listLinkShares(at: FilesAt, path: string): Promise<LinkShare[]> {
  const { data } = await ocsRequest(at.transport, {
    method: "GET",
    path: `${SHARES_PATH}?${new URLSearchParams({ path: `/${path}` })}`,
    schema: z.array(z.union([linkSchema, noLink])),
  });
  return data.filter((share) => share !== null);
}

/** Takes a link back. @throws UpstreamError `rejected` with `not-found` where it is gone */
export async function deleteLinkShare(at: FilesAt, id: string): Promise<void> {
  await ocsRequest(at.transport, {
    method: "DELETE",
    path: `${SHARES_PATH}/${encodeURIComponent(id)}`,
    schema: z.unknown(),
  });
}
