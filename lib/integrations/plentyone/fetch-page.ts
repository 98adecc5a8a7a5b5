import type { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import type { NumberedPage } from "../step-back.ts";
import { asWrongAddress } from "./explain.ts";
import { pageOf } from "./schema.ts";

/** The most that is asked for at once. */
export const MOST_PER_PAGE = 250;

/** `total`: how many there are on all pages. */
export interface VendorPage<Raw> extends NumberedPage<Raw> {
  total: number;
}

/**
 * One page, from 1. Less than was asked for may be given, by rules that are written nowhere, so that only `isLast` says
 * that there is no more.
 * @throws UpstreamError `malformed`, `paging`, for another page than was asked for
 */
export async function fetchPage<Raw>(
  client: Client,
  list: { path: string; query?: Record<string, string | number | undefined>; raw: z.ZodType<Raw> },
  page: number,
  size: number,
): Promise<VendorPage<Raw>> {
  const query = { ...list.query, page, itemsPerPage: size };
  const answer = await client.json({ path: list.path, query }, pageOf(list.raw)).catch(asWrongAddress);
  const { entries, totalsCount: total, itemsPerPage } = answer;
  // Orders may have gone since; anything else in place of the page that was asked for would be given twice.
  if (answer.page !== page && page > 1 && total <= (page - 1) * size)
    return { rows: [], size, total, isLast: true };
  if (answer.page !== page)
    throw new UpstreamError({
      service: client.id,
      kind: "malformed",
      reason: "paging",
      message: `${client.name} answered another page than was asked for.`,
    });
  return {
    rows: entries,
    size: itemsPerPage ?? size,
    total,
    isLast: answer.isLastPage || entries.length === 0,
  };
}
