"use client";

import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { fields, list, text } from "#components/console/json-fields.ts";

/** The studio's tags that are not chosen yet, the most used first. */
export function useTagSuggestions(chosen: readonly string[], wanted = true): string[] {
  const { data } = useSWR<unknown>(wanted ? "/api/crm/tags" : null, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
  });
  return list(fields(data).tags)
    .map((entry) => text(fields(entry).tag))
    .filter((tag) => tag !== "" && !chosen.includes(tag));
}
