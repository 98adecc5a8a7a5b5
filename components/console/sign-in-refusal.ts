/** What may stand behind `error=` when a provider sent somebody back; each has its words in `console.signIn.refusal`. */
const REFUSALS = [
  "mail_not_verified",
  "no_user",
  "deactivated",
  "other_account",
  "identity_malformed",
  "identity_failed",
  "link_expired",
  "link_taken",
  "last_way_in",
  "provider_unknown",
  "provider_unreachable",
  "provider_failed",
  "rate_limited",
] as const;

export type SignInRefusal = (typeof REFUSALS)[number];

/** next-auth's own codes (next-auth.js.org/configuration/pages), in our words. */
const OF_NEXT_AUTH: ReadonlyMap<string, SignInRefusal> = new Map([
  ["OAuthSignin", "provider_unreachable"],
  ["OAuthCallback", "provider_failed"],
  ["Callback", "provider_failed"],
]);

/** The refusal an address names; null for those of the password's form and anything else. */
export function readRefusal(error: string | string[] | undefined): SignInRefusal | null {
  if (typeof error !== "string") return null;
  return REFUSALS.find((known) => known === error) ?? OF_NEXT_AUTH.get(error) ?? null;
}
