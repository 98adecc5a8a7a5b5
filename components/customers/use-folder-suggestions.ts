"use client";

import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { usePaused } from "#components/console/use-paused.ts";
import { foldersPath, readFolders } from "./read-folders.ts";

const PAUSE_MS = 200;

/** The folders that lie where the typed path leads to. */
export function useFolderSuggestions(typed: string, wanted: boolean): string[] {
  const key = foldersPath(usePaused(typed, PAUSE_MS));
  const { data } = useSWR<unknown>(wanted ? key : null, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    keepPreviousData: true,
  });
  return readFolders(data);
}
