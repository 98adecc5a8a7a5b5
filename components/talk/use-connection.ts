"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { fields } from "#components/console/json-fields.ts";
import type { TalkCaller } from "./talk-caller.ts";
import { readAccount } from "./use-connect.ts";

const PATH = "/api/nextcloud/connect";

/** Whose Nextcloud account is connected; asked once the conversations have answered. */
export function useConnection(
  call: TalkCaller,
  wanted: boolean,
): { account: string | null; refresh: () => void } {
  const { data, mutate } = useSWR<unknown>(wanted ? PATH : null, () => call("GET", PATH), {
    revalidateOnFocus: false,
    shouldRetryOnError: false,
  });
  const name = readAccount(fields(data).account).name;
  const refresh = useCallback(() => void mutate().catch(() => undefined), [mutate]);
  return { account: name === "" ? null : name, refresh };
}
