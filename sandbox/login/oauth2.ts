import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppPasswords } from "#sandbox/app-passwords.ts";
import type { SignIn } from "#sandbox/authenticate.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { type CloudUser, cloudPassword, cloudUsers } from "#sandbox/users.ts";

/** The one client registered at the sandbox: demo secrets, never real ones. */
export const oauth2Client = { id: "parlour-sandbox-client", secret: "parlour-sandbox-secret" };

const AUTHORIZE = "/index.php/apps/oauth2/authorize";
const TOKEN = "/index.php/apps/oauth2/api/v1/token";
const CODE_LIFETIME_MS = 10 * 60_000;
const TOKEN_LIFETIME_MS = 60 * 60_000;

/** Nextcloud's OAuth2 app: a page to sign in and grant on, codes that work once, bearer tokens for an hour. */
export type OAuth2 = {
  /** Answers what is the app's. @returns whether it was */
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
  /** Whom a bearer token speaks for; undefined without one. */
  signIn(authorization: string | undefined): SignIn | undefined;
};

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** Its tokens are app passwords, as Nextcloud's are: listed with them, and deleted like one. */
export function openOAuth2(appPasswords: AppPasswords, now: () => number): OAuth2 {
  const codes = new Map<string, { user: CloudUser; expiresAt: number; challenge: string }>();
  const tokens = new Map<string, { user: CloudUser; expiresAt: number }>();

  async function authorize(request: IncomingMessage, response: ServerResponse) {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    const redirect = query.get("redirect_uri") ?? "";
    if (query.get("client_id") !== oauth2Client.id || !isRegistered(redirect)) {
      return sendPage(response, 200, "<p>Your client is not authorized to connect.</p>");
    }
    const challenge = query.get("code_challenge") ?? "";
    const target = new URL(redirect);
    target.searchParams.set("state", query.get("state") ?? "");
    if (query.get("response_type") !== "code") {
      target.searchParams.set("error", "unsupported_response_type");
      return sendTo(response, target);
    }
    if (challenge && query.get("code_challenge_method") !== "S256") {
      target.searchParams.set("error", "invalid_request");
      return sendTo(response, target);
    }
    if (request.method !== "POST") return sendPage(response, 200, grantPage(query, ""));
    const form = new URLSearchParams((await readBody(request)).toString("utf8"));
    if (form.has("deny")) {
      target.searchParams.set("error", "access_denied");
      return sendTo(response, target);
    }
    const user = cloudUsers.get(form.get("user") ?? "");
    if (!user || form.get("password") !== cloudPassword)
      return sendPage(response, 200, grantPage(query, "<p role=alert>Wrong username or password.</p>"));
    const code = randomBytes(64).toString("hex");
    codes.set(hashOf(code), { user, challenge, expiresAt: now() + CODE_LIFETIME_MS });
    target.searchParams.set("code", code);
    sendTo(response, target);
  }

  async function token(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams((await readBody(request)).toString("utf8"));
    const refuse = (error: string) => sendJson(response, 400, { error });
    if (form.get("grant_type") !== "authorization_code") return refuse("invalid_grant");
    const hash = hashOf(form.get("code") ?? "");
    const code = codes.get(hash);
    if (!code || code.expiresAt < now()) return refuse("invalid_request");
    const verifier = form.get("code_verifier") ?? "";
    if (code.challenge && !verifier) return refuse("invalid_request");
    const verified = createHash("sha256").update(verifier).digest("base64url");
    if (code.challenge && code.challenge !== verified) return refuse("invalid_grant");
    const [id, secret] = clientOf(request, form);
    if (id !== oauth2Client.id || secret !== oauth2Client.secret) return refuse("invalid_client");
    codes.delete(hash);
    const { id: user } = code.user;
    const accessToken = appPasswords.issue({ user, loginName: user, name: "Parlour (OAuth2)" });
    tokens.set(accessToken, { user: code.user, expiresAt: now() + TOKEN_LIFETIME_MS });
    sendJson(response, 200, {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: TOKEN_LIFETIME_MS / 1000,
      refresh_token: randomBytes(64).toString("hex"),
      user_id: user,
    });
  }

  return {
    async answer(request, response, path) {
      if (path === AUTHORIZE) await authorize(request, response);
      else if (path === TOKEN && request.method === "POST") await token(request, response);
      else return false;
      return true;
    },
    signIn(authorization): SignIn | undefined {
      const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
      if (bearer === undefined) return undefined;
      const known = tokens.get(bearer);
      if (!known || known.expiresAt < now()) return { kind: "wrong" };
      const { user } = known;
      if (appPasswords.ownerOf(user.id, bearer) === undefined) return { kind: "wrong" };
      return { kind: "signed-in", user, loginName: user.id, password: bearer, withAppPassword: true };
    },
  };
}

/** Nextcloud compares with the address registered; here any Parlour on this machine is. */
function isRegistered(redirect: string): boolean {
  if (!URL.canParse(redirect)) return false;
  const { hostname, pathname, search } = new URL(redirect);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  return isLocal && pathname === "/api/auth/callback/nextcloud" && search === "";
}

function clientOf(request: IncomingMessage, form: URLSearchParams): [string, string] {
  const basic = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (basic === undefined) return [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return [decodeURIComponent(id), decodeURIComponent(secret)];
}

function grantPage(query: URLSearchParams, notice: string): string {
  return `<h1>Connect to your account</h1><p>Parlour wants to see who you are.</p>${notice}
<form method="post" action="${AUTHORIZE}?${escapeXml(query.toString())}">
<p><label>Account name <input name="user" autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password"></label></p>
<button>Grant access</button> <button name="deny" value="1">Cancel</button></form>`;
}

function sendPage(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, { "Content-Type": "text/html; charset=UTF-8" });
  response.end(`<!DOCTYPE html><html lang="en"><title>Sandbox cloud</title><body>${body}</body></html>`);
}

function sendTo(response: ServerResponse, target: URL) {
  response.writeHead(303, { Location: target.href });
  response.end();
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(JSON.stringify(body));
}
