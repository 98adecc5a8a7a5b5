import type { AskForToken, Config, Token } from "../connector.ts";
import { restBase } from "./rest-base.ts";
import { rawToken } from "./schema.ts";

type PlentyConfig = Config<
  | "PLENTYONE_BASE_URL"
  | "PLENTYONE_CLIENT_ID"
  | "PLENTYONE_CLIENT_SECRET"
  | "PLENTYONE_TOKEN_URL"
  | "PLENTYONE_USERNAME"
  | "PLENTYONE_PASSWORD"
>;
type Answer = Awaited<ReturnType<AskForToken>>;

/**
 * Asks for a token: of an app client where that is configured whole, else as a user, whose token is renewed while that
 * is possible. Few may be signed in at once, which is why one token is enough for everything.
 * https://developers.plentymarkets.com/en-gb/developers/main/rest-api-guides/client-app-auth.html
 * @throws Error for an answer that is no token; what its status means is the caller's to say
 */
export async function logIn(
  ask: AskForToken,
  config: PlentyConfig,
  previous: Token | null,
  nowMs: number,
): Promise<Token> {
  if (config.PLENTYONE_CLIENT_ID && config.PLENTYONE_CLIENT_SECRET && config.PLENTYONE_TOKEN_URL) {
    const form = {
      grant_type: "client_credentials",
      client_id: config.PLENTYONE_CLIENT_ID,
      client_secret: config.PLENTYONE_CLIENT_SECRET,
    };
    return tokenOf(await ask({ url: config.PLENTYONE_TOKEN_URL, form }), nowMs);
  }
  const login = `${restBase(config.PLENTYONE_BASE_URL)}/login`;
  const renewed = previous?.refresh ? await renew(ask, login, previous.refresh, nowMs) : null;
  if (renewed) return renewed;
  const json = { username: config.PLENTYONE_USERNAME, password: config.PLENTYONE_PASSWORD };
  return tokenOf(await ask({ url: login, json }), nowMs);
}

/** @returns null where it can be renewed no longer */
async function renew(ask: AskForToken, login: string, refresh: string, nowMs: number): Promise<Token | null> {
  const answer = await ask({ url: `${login}/refresh`, json: { refresh_token: refresh } });
  return [400, 401, 403, 404, 422].includes(answer.status) ? null : tokenOf(answer, nowMs);
}

function tokenOf({ status, text }: Answer, nowMs: number): Token {
  if (status < 200 || status > 299) throw new Error(`PlentyONE answered ${status} to its sign-in.`);
  const { value, lifetime, refresh } = rawToken.parse(JSON.parse(text));
  return { value, refresh, expiresAt: nowMs + lifetime * 1000 };
}
