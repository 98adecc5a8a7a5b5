import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Somebody at the provider; `key` is what the page's button says. */
export interface OidcPerson {
  key: string;
  sub: string;
  email?: string;
  emailVerified?: boolean;
  name?: string;
  groups?: string[];
}

/** What goes wrong with the next token. */
export type OidcFault = "wrong-key" | "wrong-nonce" | "wrong-audience" | "expired" | "other-userinfo";

export interface OidcProvider {
  issuer: string;
  client: { id: string; secret: string };
  /** The one registered redirect address. */
  redirectUri: string;
  people: OidcPerson[];
  fault: OidcFault | null;
  /** How often each path was asked. */
  asked: Map<string, number>;
  close(): Promise<void>;
}

interface Grant {
  person: OidcPerson;
  challenge: string;
  nonce: string | null;
}

/**
 * A small OpenID Connect provider on loopback: discovery, a page to choose who one is, code flow with PKCE, RS256
 * id_tokens, userinfo. As Core 1.0 says of the code flow, mail and name stand in userinfo only; groups in the id_token.
 */
export async function startOidcProvider(): Promise<OidcProvider> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const strangerKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, OidcPerson>();
  const client = { id: "parlour", secret: randomBytes(24).toString("base64url") };
  const provider: OidcProvider = {
    issuer: "",
    client,
    redirectUri: "",
    people: [],
    fault: null,
    asked: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendJson(response, 500, { error: String(error) }));
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", provider.issuer);
    provider.asked.set(pathname, (provider.asked.get(pathname) ?? 0) + 1);
    switch (`${request.method} ${pathname}`) {
      case "GET /.well-known/openid-configuration":
        return sendJson(response, 200, discovery(provider.issuer));
      case "GET /jwks": {
        const jwk = createPublicKey(keys.privateKey).export({ format: "jwk" });
        return sendJson(response, 200, { keys: [{ ...jwk, kid: "1", use: "sig", alg: "RS256" }] });
      }
      case "GET /authorize":
        return authorize(response, query);
      case "POST /token":
        return giveToken(request, response);
      case "GET /userinfo":
        return userinfo(request, response);
      default:
        return sendJson(response, 404, { error: "not_found" });
    }
  }

  function authorize(response: ServerResponse, query: URLSearchParams) {
    const problem = whatIsWrong(query, provider);
    if (problem) return sendJson(response, 400, { error: "invalid_request", error_description: problem });
    const target = new URL(provider.redirectUri);
    target.searchParams.set("state", query.get("state") ?? "");
    if (query.get("as") === "nobody") target.searchParams.set("error", "access_denied");
    else {
      const person = provider.people.find(({ key }) => key === query.get("as"));
      if (!person) return sendChoice(response, query, provider.people);
      const code = randomBytes(16).toString("hex");
      codes.set(code, {
        person,
        challenge: query.get("code_challenge") ?? "",
        nonce: query.get("nonce"),
      });
      target.searchParams.set("code", code);
    }
    response.writeHead(302, { Location: target.href }).end();
  }

  async function giveToken(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request));
    const basic = Buffer.from(`${client.id}:${client.secret}`).toString("base64");
    if (request.headers.authorization !== `Basic ${basic}`)
      return sendJson(response, 401, { error: "invalid_client" });
    const code = form.get("code") ?? "";
    const grant = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (
      !grant ||
      form.get("grant_type") !== "authorization_code" ||
      form.get("redirect_uri") !== provider.redirectUri ||
      grant.challenge !== challenge
    )
      return sendJson(response, 400, { error: "invalid_grant" });
    const accessToken = randomBytes(24).toString("base64url");
    const { fault } = provider;
    tokens.set(accessToken, fault === "other-userinfo" ? { ...grant.person, sub: "other" } : grant.person);
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.issuer,
      sub: grant.person.sub,
      aud: fault === "wrong-audience" ? "somebody-else" : client.id,
      iat: fault === "expired" ? nowSeconds - 7200 : nowSeconds,
      exp: fault === "expired" ? nowSeconds - 3600 : nowSeconds + 300,
      nonce: fault === "wrong-nonce" ? "another" : grant.nonce,
      groups: grant.person.groups,
    };
    sendJson(response, 200, {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 300,
      id_token: jwt(claims, fault === "wrong-key" ? strangerKeys.privateKey : keys.privateKey),
    });
  }

  function userinfo(request: IncomingMessage, response: ServerResponse) {
    const person = tokens.get(/^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "");
    if (!person) return sendJson(response, 401, { error: "invalid_token" });
    const { sub, email, emailVerified, name } = person;
    sendJson(response, 200, { sub, email, email_verified: emailVerified, name });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  provider.issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return provider;
}

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
}

function whatIsWrong(query: URLSearchParams, provider: OidcProvider): string | null {
  if (query.get("client_id") !== provider.client.id) return "unknown client";
  if (query.get("redirect_uri") !== provider.redirectUri) return "redirect_uri is not registered";
  if (query.get("response_type") !== "code") return "response_type must be code";
  if (!query.get("scope")?.split(" ").includes("openid")) return "scope must hold openid";
  if (query.get("code_challenge_method") !== "S256" || !query.get("code_challenge"))
    return "PKCE is required";
  if (!query.get("state") || !query.get("nonce")) return "state and nonce are required";
  return null;
}

function sendChoice(response: ServerResponse, query: URLSearchParams, people: OidcPerson[]) {
  const link = (key: string, words: string) =>
    `<p><a href="/authorize?${new URLSearchParams([...query, ["as", key]])}">${words}</a></p>`;
  const links = people.map(({ key }) => link(key, `Continue as ${key}`)).join("");
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><title>Provider</title><h1>Who are you?</h1>${links}${link("nobody", "Cancel")}`,
  );
}

function jwt(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "RS256", typ: "JWT", kid: "1" })}.${part(claims)}`;
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
