"use client";

import useSWR from "swr";
import { readApi } from "#components/console/api.ts";
import { usePaused } from "#components/console/use-paused.ts";
import { knownAlready, soughtEmail, soughtPhone } from "./known-already.ts";
import { customerSearchPath, readCustomers } from "./read-customers.ts";

/** How long the typing must pause before it is looked up, milliseconds. */
const PAUSE_MS = 300;

/** Who is there already with the address or number being typed. A failed look-up says nothing: saving tells. */
export function useKnownAlready(email: string, phone: string): ReturnType<typeof knownAlready> {
  const paused = usePaused(`${soughtEmail(email)}\n${soughtPhone(phone)}`, PAUSE_MS);
  const [pausedEmail = "", pausedPhone = ""] = paused.split("\n");
  const quiet = { shouldRetryOnError: false, revalidateOnFocus: false };
  const byEmail = useSWR<unknown>(customerSearchPath(pausedEmail), readApi, quiet);
  const byPhone = useSWR<unknown>(customerSearchPath(pausedPhone), readApi, quiet);
  return knownAlready([...readCustomers(byEmail.data), ...readCustomers(byPhone.data)], email, phone);
}
