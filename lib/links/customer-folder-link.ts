import { type Env, publicUrl } from "#lib/core/env.ts";

/** Leads whoever is signed in to the customer's folder in Nextcloud, wherever it is by then. */
export function customerFolderLink(env: Env, customerId: string): string {
  return `${publicUrl(env)}/customers/${encodeURIComponent(customerId)}/folder`;
}
