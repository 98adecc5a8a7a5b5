"use client";

import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { usePaused } from "#components/console/use-paused.ts";
import type { PersonJson } from "#lib/messenger/room-json.ts";
import { readPeople } from "./read-messenger.ts";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 200;

/** People of the messenger whose name holds what is typed; the first of all of them before anything is. */
export function usePeople(
  typed: string,
  without: readonly string[],
): { people: PersonJson[]; busy: boolean; problem: unknown } {
  const q = usePaused(typed.trim(), PAUSE_MS);
  const { data, error, isLoading } = useSWR<unknown>(`/api/v1/users?q=${encodeURIComponent(q)}`, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    keepPreviousData: true,
  });
  const people = readPeople(data).filter(({ hub_user_id }) => !without.includes(hub_user_id));
  return { people, busy: isLoading, problem: error };
}
