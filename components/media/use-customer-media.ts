"use client";

import { useCallback } from "react";
import useSWR, { type SWRConfiguration } from "swr";
import { ApiProblem, readApi } from "#components/console/api.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import {
  customerMediaPath,
  type MediaRow,
  type MediaRows,
  readCustomerMedia,
  readFolderPage,
} from "./media-json.ts";

const PAGE = 500;
/** Of a folder with more entries than this the rest is found in Nextcloud. */
const MAX_ROWS = 20_000;
const AGAIN_MS = 15_000;

/** What only a person can change: asking again by itself would change nothing. */
const SETTLED = new Set(["nextcloud_not_configured", "not_signed_in", "not_allowed", "not_found"]);

const config: SWRConfiguration = {
  focusThrottleInterval: 5_000,
  keepPreviousData: false,
  onErrorRetry: (failure, _key, _config, revalidate, { retryCount }) => {
    if (failure instanceof ApiProblem && SETTLED.has(failure.code)) return;
    const seconds = failure instanceof ApiProblem ? (failure.retryAfter ?? 0) : 0;
    setTimeout(() => void revalidate({ retryCount }), Math.max(AGAIN_MS, seconds * 1000));
  },
};

export interface LiveMedia {
  media: MediaRows | undefined;
  problem: ApiProblem | null;
  busy: boolean;
  refresh: () => Promise<void>;
  /** Shows the rows as they will be, before the server is asked. */
  change: (rows: (before: readonly MediaRow[]) => MediaRow[]) => void;
}

/** What the three folders of a customer hold, with what Parlour knows of it. */
export function useCustomerMedia(customerId: string): LiveMedia {
  const { data, error, isValidating, mutate } = useSWR<MediaRows, unknown>(
    customerMediaPath(customerId),
    async (path: string) => readCustomerMedia(await readApi(path)),
    // Once Nextcloud is back, nobody should have to press anything.
    { ...config, refreshInterval: (latest) => (latest?.reachable === false ? AGAIN_MS : 0) },
  );
  const refresh = useCallback(async () => {
    await mutate().catch(() => undefined);
  }, [mutate]);
  const change = useCallback(
    (rows: (before: readonly MediaRow[]) => MediaRow[]) =>
      void mutate((before) => before && { ...before, rows: rows(before.rows) }, { revalidate: false }),
    [mutate],
  );
  return { media: data, problem: toProblem(error), busy: isValidating, refresh, change };
}

export interface LiveFolder {
  rows: MediaRow[] | undefined;
  problem: ApiProblem | null;
  busy: boolean;
  refresh: () => Promise<void>;
  change: (rows: (before: readonly MediaRow[]) => MediaRow[]) => void;
}

/** Everything directly in a folder; nothing is asked for null. */
export function useFolder(path: string | null): LiveFolder {
  const { data, error, isValidating, mutate } = useSWR<MediaRow[], unknown>(
    path === null ? null : ["media-folder", path],
    () => readWholeFolder(path ?? ""),
    config,
  );
  const refresh = useCallback(async () => {
    await mutate().catch(() => undefined);
  }, [mutate]);
  const change = useCallback(
    (rows: (before: readonly MediaRow[]) => MediaRow[]) =>
      void mutate((before) => before && rows(before), { revalidate: false }),
    [mutate],
  );
  return { rows: data, problem: toProblem(error), busy: isValidating, refresh, change };
}

/** The folders beside the three that every customer has. */
export function otherFolders(rows: readonly MediaRow[] | undefined): MediaRow[] {
  const ours = new Set<string>(Object.values(SUBFOLDERS));
  return (rows ?? []).filter((row) => row.isDir && !ours.has(row.filename));
}

async function readWholeFolder(path: string): Promise<MediaRow[]> {
  const rows: MediaRow[] = [];
  let cursor: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({
      path,
      limit: String(PAGE),
      ...(cursor ? { cursor } : {}),
    });
    const page: ReturnType<typeof readFolderPage> = readFolderPage(
      await readApi(`/api/crm/nextcloud/browse?${query}`),
    );
    rows.push(...page.rows);
    cursor = page.rows.length > 0 ? page.nextCursor : null;
  } while (cursor !== null && rows.length < MAX_ROWS);
  return rows;
}

function toProblem(error: unknown): ApiProblem | null {
  if (error === undefined || error === null) return null;
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
}
