"use client";

import useSWR from "swr";
import { customerHref } from "#components/customers/customer-filter.ts";
import { customerSearchPath, readCustomers } from "#components/customers/read-customers.ts";
import { readApi } from "./api.ts";
import type { PaletteCommand } from "./use-palette-commands.ts";
import { usePaused } from "./use-paused.ts";

/** How long the typing must pause before it is searched for, milliseconds. */
const PAUSE_MS = 150;

/** Customers found by what is typed into the palette. What was found last stays until the next answer. */
export function usePaletteCustomers(query: string): { commands: PaletteCommand[]; loading: boolean } {
  const path = customerSearchPath(usePaused(query, PAUSE_MS));
  const { data, isLoading } = useSWR<unknown>(path, readApi, {
    shouldRetryOnError: false,
    revalidateOnFocus: false,
    keepPreviousData: true,
  });
  if (customerSearchPath(query) === null) return { commands: [], loading: false };
  return {
    commands: readCustomers(data).map(
      ({ id, name, email, phone }): PaletteCommand => ({
        id: `customer-${id}`,
        group: "customers",
        label: name,
        detail: [email, phone].filter(Boolean).join(" · "),
        href: customerHref(id),
      }),
    ),
    loading: isLoading,
  };
}
