import type { TokenRow } from "#db/queries/tokens.ts";

/** An API token as the console shows it; the secret itself is not kept. Instants are epoch milliseconds. */
export interface TokenView {
  id: string;
  name: string;
  /** What it may be used for (lib/auth/scopes.ts); null for one that may do everything its user may. */
  scopes: string[] | null;
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
  userName: string;
}

export function toTokenView({ userId: _, ...row }: TokenRow): TokenView {
  return row;
}
