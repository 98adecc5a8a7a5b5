import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { PlentyOptions } from "./create-plentyone.ts";
import { refuse, unprocessable } from "./plenty-refusal.ts";
import type { Sessions } from "./plenty-sessions.ts";

const MOST_BYTES = 64 * 1024;
const DAY_SECONDS = 86_400;

const fields = z.record(z.string(), z.unknown());

/** The token of an app client, a login, or a renewed one; null for what is none of these. */
export async function answerLogin(
  request: IncomingMessage,
  path: string,
  options: PlentyOptions,
  sessions: Sessions,
): Promise<object | null> {
  if (!["/oauth/token", "/rest/login", "/rest/login/refresh"].includes(path)) return null;
  if (request.method !== "POST") throw refuse(405, { error: { code: 0, message: "Method Not Allowed" } });
  if (path === "/oauth/token") return clientToken(await formOf(request), options, sessions);
  const input = await jsonOf(request);
  return path === "/rest/login" ? login(input, options, sessions) : renew(input, sessions);
}

function clientToken(form: URLSearchParams, options: PlentyOptions, sessions: Sessions): object {
  const { clientId = "parlour", clientSecret = "parlour-demo", tokenSeconds = 3600 } = options;
  if (form.get("grant_type") !== "client_credentials")
    throw refuse(400, {
      error: "unsupported_grant_type",
      error_description: "The authorization grant type is not supported by the authorization server.",
      message: "The authorization grant type is not supported by the authorization server.",
    });
  if (form.get("client_id") !== clientId || form.get("client_secret") !== clientSecret)
    throw refuse(401, {
      error: "invalid_client",
      error_description: "Client authentication failed",
      message: "Client authentication failed",
    });
  const { token } = sessions.open(clientId, tokenSeconds, false);
  return { access_token: token, expires_in: tokenSeconds, token_type: "Bearer" };
}

/** In camelCase where it is renewed, in snake_case before. */
function login(input: Record<string, unknown>, options: PlentyOptions, sessions: Sessions): object {
  const { username = "parlour", password = "parlour-demo" } = options;
  for (const name of ["username", "password"])
    if (typeof input[name] !== "string") throw unprocessable(name, `The ${name} field is required.`);
  if (input.username !== username || input.password !== password)
    throw refuse(401, { error: "invalid_credentials", message: "The user credentials were incorrect." });
  const { token, refresh } = sessions.open(username, DAY_SECONDS, true);
  return { token_type: "Bearer", expires_in: DAY_SECONDS, access_token: token, refresh_token: refresh };
}

function renew(input: Record<string, unknown>, sessions: Sessions): object {
  const user = sessions.takeRefresh(String(input.refresh_token ?? ""));
  if (user === undefined)
    throw refuse(401, {
      error: "invalid_request",
      error_description: "The refresh token is invalid.",
      message: "The refresh token is invalid.",
    });
  const { token, refresh } = sessions.open(user, DAY_SECONDS, true);
  return { tokenType: "Bearer", expiresIn: DAY_SECONDS, accessToken: token, refreshToken: refresh };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const text = await textOf(request);
  return new URLSearchParams(isForm ? text : "");
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  try {
    return fields.parse(JSON.parse(await textOf(request)));
  } catch {
    return {};
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) if (text.length < MOST_BYTES) text += chunk;
  return text;
}
