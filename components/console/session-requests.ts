import { count, fields, text } from "./json-fields.ts";

/** Signing in and out through next-auth's own routes, with the answers its client library throws away (a 429). */

export type SignInOutcome =
  | { kind: "signed_in" }
  | { kind: "refused" }
  | { kind: "too_many"; minutes: number | null }
  | { kind: "failed" }
  | { kind: "offline" };

async function post(path: string, form: Record<string, string>): Promise<Response> {
  const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken } = fields(await csrf.json());
  return await fetch(path, {
    method: "POST",
    body: new URLSearchParams({ ...form, csrfToken: text(csrfToken), json: "true" }),
  });
}

/** Never throws. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  let response: Response;
  try {
    response = await post("/api/auth/callback/credentials", { email, password });
  } catch (error) {
    // fetch fails with a TypeError when there is no connection; a JSON error means an answer that is not next-auth's.
    return { kind: error instanceof TypeError ? "offline" : "failed" };
  }
  const { url } = fields(await response.json().catch(() => null));
  return readSignIn(response.status, text(url), response.headers.get("retry-after"));
}

/** What next-auth's answer means: it tells a refusal by the address it would send a browser to. */
export function readSignIn(status: number, url: string, retryAfter: string | null): SignInOutcome {
  const query = URL.canParse(url, "http://parlour.invalid")
    ? new URL(url, "http://parlour.invalid").searchParams
    : null;
  const error = query?.get("error") ?? "";
  if (status === 429 || /rate_limited|too.?many/i.test(error)) {
    const seconds = count(Number(retryAfter ?? Number.NaN));
    return { kind: "too_many", minutes: seconds > 0 ? Math.ceil(seconds / 60) : null };
  }
  if (status === 401 || status === 403 || error === "CredentialsSignin" || error === "AccessDenied")
    return { kind: "refused" };
  // A stale CSRF token is answered with 200 and the way back to the sign-in page.
  if (status !== 200 || query === null || url === "" || error || query.has("csrf")) return { kind: "failed" };
  return { kind: "signed_in" };
}

/** What the `error` in the address means, where next-auth sent a browser without JavaScript back to the page. */
export function readSignInError(error: string): "refused" | "too_many" | "failed" {
  const { kind } = readSignIn(200, `/?${new URLSearchParams({ error })}`, null);
  return kind === "refused" || kind === "too_many" ? kind : "failed";
}

/** @returns whether the session has ended. Never throws. */
export async function signOut(): Promise<boolean> {
  try {
    const response = await post("/api/auth/signout", { callbackUrl: "/sign-in" });
    const { url } = fields(await response.json());
    return response.ok && !text(url).includes("csrf=true");
  } catch {
    return false;
  }
}
