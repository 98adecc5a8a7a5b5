import { type Env, publicUrl } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { derivedToken } from "#lib/core/secrets.ts";

/** What a customer's own link leads to, by the first segment of its path. */
export type LinkKind = "appointment" | "inquiry" | "waitlist";

/** Of what the link is; raising the generation revokes the links of before. */
export interface Linked {
  id: string;
  linkGeneration: number;
}

/** The customer's own link. The database keeps only the token's hash. */
export function manageToken(
  env: Env,
  { id, linkGeneration }: Linked,
  kind: LinkKind = "appointment",
): { token: string; hash: string } {
  // The first generation's tokens are those of before there were generations.
  const suffix = linkGeneration === 0 ? "" : `:${linkGeneration}`;
  const token = derivedToken(env, `manage-${kind}`, `${id}${suffix}`);
  return { token, hash: hashToken(token) };
}

export function manageUrl(env: Env, linked: Linked, kind: LinkKind = "appointment"): string {
  return `${publicUrl(env)}/${kind}/${manageToken(env, linked, kind).token}`;
}
