import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { joinUnderBase } from "./account.ts";
import { type AnonymousRequest, postAnonymously } from "./anonymous-request.ts";
import type { HttpAnswer } from "./http-failure.ts";
import { ocsRequest } from "./ocs-request.ts";
import { parseJson } from "./parse-json.ts";
import type { Transport } from "./transport.ts";

/** How long Nextcloud keeps a flow that nobody finishes, in milliseconds. */
export const LOGIN_FLOW_LIFETIME_MS = 1_200_000;

/** Nextcloud keeps this much of the name of an app password, which the User-Agent becomes. */
const USER_AGENT_LENGTH = 100;

type Options = Pick<AnonymousRequest, "fetch" | "signal">;

export interface StartedLoginFlow {
  /** Whoever holds it gets the app password: it stays on the server. */
  pollToken: string;
  /** For the browser of the one who signs in; always at the configured address. */
  loginUrl: string;
}

export interface GrantedLogin {
  /** To sign in with; not always the user id. */
  loginName: string;
  appPassword: string;
}

const printable = z.string().regex(/^[\x21-\x7e]+$/);
const initSchema = z.object({
  // Nextcloud's has 128 characters; a short one could be guessed.
  poll: z.object({ token: printable.min(32).max(512) }),
  login: z.url().max(2_000),
});
const grantSchema = z.object({
  loginName: z.string().min(1).max(255),
  appPassword: printable.min(8).max(512),
});

/**
 * Begins Nextcloud's Login Flow v2. `userAgent` is what the user finds the app password by, in Nextcloud's settings.
 * Where the server is configured by an internal address, `publicUrl` is the one that browsers use. The endpoint and the
 * origin that the answer names mirror the request's Host header and are not used.
 * https://docs.nextcloud.com/server/latest/developer_manual/client_apis/LoginFlow/index.html#login-flow-v2
 * @throws UpstreamError `network`, `rate-limited`, `rejected` (`maintenance`, `redirect`, `no-login-flow`, …), `malformed`
 * (`login-flow`)
 */
export async function startLoginFlow(
  input: { baseUrl: string; userAgent: string; publicUrl?: string } & Options,
): Promise<StartedLoginFlow> {
  const { baseUrl, publicUrl, fetch, signal } = input;
  const path = "/index.php/login/v2";
  const userAgent = headerText(input.userAgent);
  const answer = await postAnonymously({ baseUrl, path, userAgent, fetch, signal });
  if (answer.status !== 200) throw noLoginFlow(baseUrl, answer);
  const parsed = initSchema.safeParse(parseJson(answer.text));
  if (!parsed.success) throw malformed(answer);
  const below = /(?:\/index\.php)?\/login\/v2\/flow\/[\w.~-]{16,512}$/.exec(
    new URL(parsed.data.login).pathname,
  )?.[0];
  if (below === undefined) throw malformed(answer);
  const shown = publicUrl ?? baseUrl;
  return {
    pollToken: parsed.data.poll.token,
    loginUrl: new URL(joinUnderBase(shown, below), new URL(shown).origin).href,
  };
}

/**
 * Asks once whether the sign-in was granted. The answer is given once only: store it before doing anything else.
 * `pending` stands for an unknown, an expired and an already consumed token as well; Nextcloud answers all alike.
 * @throws UpstreamError as `startLoginFlow` does
 */
export async function pollLoginFlow(
  input: { baseUrl: string; pollToken: string } & Options,
): Promise<GrantedLogin | "pending"> {
  const { baseUrl, pollToken, fetch, signal } = input;
  const form = { token: pollToken };
  const answer = await postAnonymously({ baseUrl, path: "/index.php/login/v2/poll", form, fetch, signal });
  const body = parseJson(answer.text);
  // A page that is not there is no "not yet".
  if (answer.status === 404 && body !== undefined) return "pending";
  if (answer.status !== 200) throw noLoginFlow(baseUrl, answer);
  const parsed = grantSchema.safeParse(body);
  if (!parsed.success) throw malformed(answer);
  return parsed.data;
}

/**
 * Revokes the app password the transport signs in with. One that Nextcloud no longer knows (401) is done.
 * @throws UpstreamError `rejected`/`not-an-app-password` where it is the user's own password; otherwise as `ocsRequest`
 */
export async function revokeAppPassword(transport: Transport): Promise<"revoked" | "already-revoked"> {
  try {
    await ocsRequest(transport, {
      method: "DELETE",
      path: "/ocs/v2.php/core/apppassword",
      schema: z.unknown(),
      meanings: {
        403: {
          reason: "not-an-app-password",
          message: "This is the user's own password, which cannot be revoked.",
        },
      },
    });
    return "revoked";
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "auth") return "already-revoked";
    throw error;
  }
}

/** A header carries ASCII only: accents are taken off, the rest is left out. */
function headerText(text: string): string {
  const ascii = text
    .slice(0, 1_000)
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "");
  return ascii.replace(/ +/g, " ").trim().slice(0, USER_AGENT_LENGTH).trim() || "Parlour";
}

/** A 401 is no wrong password here: none was sent, so something else stands before Nextcloud. */
function noLoginFlow(baseUrl: string, answer: HttpAnswer): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "no-login-flow",
    retryable: false,
    status: answer.status,
    message: `The server ${new URL(baseUrl).host} offers no Nextcloud sign-in at this address (status ${answer.status}).`,
  });
}

/** Says nothing of the body: it may hold a password. */
function malformed(answer: HttpAnswer): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "login-flow",
    status: answer.status,
    message: "The server's answer to the sign-in is not what Nextcloud's Login Flow describes.",
  });
}
