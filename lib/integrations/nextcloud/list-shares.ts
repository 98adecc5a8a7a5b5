import { z } from "zod";
import { noLink, rawLink, SHARES_PATH, toLinkShare } from "#lib/nextcloud/files/link-shares.ts";
import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { CloudShare } from "./dto.ts";
import { readOcs } from "./ocs.ts";

/** Nextcloud answers all shares at once: the place is the id that the next page begins behind. */
export type SharePlace = number;

const share = rawLink
  .extend({ id: z.coerce.number().pipe(z.int()).transform(String), path: z.string().nullish() })
  .transform((raw): CloudShare => ({ ...toLinkShare(raw), path: (raw.path ?? "").replace(/^\/+/, "") }));

/**
 * The links that the account made, the oldest first. `path`: of exactly this file or folder, relative to the account's
 * files. @throws UpstreamError `rejected` with `not-found` for a path where nothing is
 */
export async function listShares(
  client: Client,
  { from, limit, path }: PageRequest<SharePlace> & { path?: string },
): Promise<Page<CloudShare, SharePlace>> {
  const shares = await readOcs(
    client,
    SHARES_PATH,
    z.array(z.union([share, noLink])),
    path === undefined ? {} : { path: `/${path}` },
  );
  const left = shares
    .filter((one) => one !== null)
    .map((one) => ({ one, id: Number(one.id) }))
    .filter(({ id }) => from === null || id > from)
    .sort((one, other) => one.id - other.id);
  const taken = left.slice(0, limit);
  const last = taken.at(-1);
  return {
    items: taken.map(({ one }) => one),
    next: last && left.length > taken.length ? last.id : null,
  };
}
