import { UpstreamError } from "#lib/core/errors.ts";
import type { Client, ClientAnswer } from "../client.ts";
import { rawArchives } from "./schema.ts";

export const JSON_WANTED = { Accept: "application/json" };
/** Nowhere documented in these words: whatever speaks of licences, or of too many connections. */
const LICENCES_USED =
  /licen[cs]e|lizenz|\b(max|many|free|exceed|limit|frei|erreicht|überschritten)\w*\b.*(connection|verbindung)|(connection|verbindung).*\b(max|free|exceed|limit|frei|erreicht|überschritten)/i;
const LOCKED = /locked|gesperrt/i;
const DISCONNECT_MS = 3_000;

/**
 * Connects to the archive, which takes one of the licence's connections until `disconnect`.
 * @returns the cookies that say which session it is
 * @throws UpstreamError `auth` (reason `locked` where ecoDMS locked the user); `rejected` with `licences-used`,
 *   `archive-unknown`; `malformed` where something else than ecoDMS answers. None of them tells a secret, which go in
 *   the address where there is an API key.
 */
export async function connect(client: Client): Promise<string> {
  const archive = client.config.ECODMS_ARCHIVE_ID;
  let answer: ClientAnswer;
  try {
    answer = await client.request(connectRequest(client, archive));
  } catch (error) {
    throw await explained(client, archive, error);
  }
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]?.trim() ?? "");
  const session = cookies.filter((cookie) => /^[\w.-]+=[^\s;,]+$/.test(cookie)).join("; ");
  if (session !== "" && !answer.text.trimStart().startsWith("<")) return session;
  throw new UpstreamError({
    service: client.id,
    kind: "malformed",
    reason: "html",
    status: answer.status,
    message: "Something else than ecoDMS's API answered at this address. Please check ECODMS_API_URL.",
  });
}

/**
 * Asks something small, so that credentials are refused here and not later.
 * @throws UpstreamError `auth` where they are
 */
export async function confirm(client: Client, cookie: string): Promise<void> {
  try {
    await client.request({ path: "/status", headers: { ...JSON_WANTED, Cookie: cookie } });
  } catch (error) {
    throw refusedLogin(client, error) ?? error;
  }
}

/** Gives the connection back; not waited for when ecoDMS is slow. @throws UpstreamError */
export async function disconnect(client: Client, cookie: string): Promise<void> {
  await client.request({
    path: "/disconnect",
    headers: { ...JSON_WANTED, Cookie: cookie },
    repeatable: false,
    signal: AbortSignal.timeout(DISCONNECT_MS),
  });
}

function connectRequest({ config }: Client, archive: string) {
  const path = `/connect/${encodeURIComponent(archive)}`;
  // One whose answer was lost has taken a connection already.
  const request = { path, operation: "/connect/{archiveId}", headers: JSON_WANTED, repeatable: false };
  if (!config.ECODMS_API_KEY) return request;
  const query = {
    user: config.ECODMS_USERNAME,
    pass: config.ECODMS_PASSWORD,
    apiKey: config.ECODMS_API_KEY,
  };
  return { ...request, method: "POST" as const, query };
}

async function explained(client: Client, archive: string, error: unknown): Promise<unknown> {
  const refused = refusedLogin(client, error);
  if (refused) return refused;
  if (!(error instanceof UpstreamError) || error.status !== 404 || error.reason === "not-ecodms")
    return error;
  const { status, message } = error;
  const as = (more: { reason: string; message: string; retryable?: boolean; retryAt?: number }) =>
    new UpstreamError({ service: client.id, kind: "rejected", status, ...more });
  if (LICENCES_USED.test(message))
    return as({
      reason: "licences-used",
      retryable: true,
      retryAt: client.now() + 60_000,
      message:
        "All connections of the ecoDMS licence are in use. Somebody has to sign out of ecoDMS, or the licence needs more.",
    });
  const archives = await listArchives(client);
  if (archives === null || Object.hasOwn(archives, archive)) return as({ reason: "refused", message });
  const known = Object.entries(archives).map(([id, name]) => `${id} (${name})`);
  return as({
    reason: "archive-unknown",
    message: `ecoDMS has no archive ${archive}, only ${known.slice(0, 10).join(", ") || "none"}. Please check ECODMS_ARCHIVE_ID.`,
  });
}

/** The user, or the password, does not count; null for any other failure. */
function refusedLogin(client: Client, error: unknown): UpstreamError | null {
  if (!(error instanceof UpstreamError)) return null;
  const { status, reason, message } = error;
  const as = (why: string, sentence: string) =>
    new UpstreamError({ service: client.id, kind: "auth", reason: why, status, message: sentence });
  if (status === 404 && reason !== "not-ecodms" && LOCKED.test(message))
    return as(
      "locked",
      "ecoDMS has locked this user after wrong passwords. An administrator of ecoDMS can unlock it.",
    );
  if (reason !== "unauthorized") return null;
  const names = client.config.ECODMS_API_KEY
    ? "ECODMS_USERNAME, ECODMS_PASSWORD and ECODMS_API_KEY"
    : "ECODMS_USERNAME and ECODMS_PASSWORD";
  return as("credentials", `ecoDMS does not accept ${names}.`);
}

async function listArchives(client: Client): Promise<Record<string, string> | null> {
  try {
    return await client.json({ path: "/archives", headers: JSON_WANTED }, rawArchives);
  } catch {
    return null;
  }
}
