import { type Env, publicUrl } from "#lib/core/env.ts";
import type { UpstreamError } from "#lib/core/errors.ts";
import { createMatrixClient } from "#lib/messenger/matrix/create-matrix-client.ts";
import type { MatrixClient } from "#lib/messenger/matrix/matrix-client.ts";
import { matrixUserId, SENDER_LOCALPART } from "#lib/messenger/matrix/matrix-names.ts";
import { APPSERVICE_ID } from "#lib/messenger/matrix/registration-file.ts";
import { asUpstream, type Findings } from "./findings.ts";

const REGISTER = "bin/parlour messenger register writes the registration file it needs";

/**
 * Whether the homeserver answers, knows Parlour's application service, and reaches it. One thing that is wrong makes one
 * line: what lies behind it is not asked.
 */
export async function checkHomeserver(findings: Findings, env: Env): Promise<void> {
  const { MATRIX_HOMESERVER_URL, MATRIX_SERVER_NAME, MATRIX_AS_TOKEN, MATRIX_HS_TOKEN } = env;
  if (!MATRIX_HOMESERVER_URL || !MATRIX_SERVER_NAME || !MATRIX_AS_TOKEN || !MATRIX_HS_TOKEN) {
    const needed = { MATRIX_HOMESERVER_URL, MATRIX_SERVER_NAME, MATRIX_AS_TOKEN, MATRIX_HS_TOKEN };
    const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
    findings.say("off", "Matrix", `off, ${missing.join(", ")} missing`);
    return;
  }
  const client = createMatrixClient({
    homeserverUrl: MATRIX_HOMESERVER_URL,
    serverName: MATRIX_SERVER_NAME,
    asToken: MATRIX_AS_TOKEN,
  });
  if (!(await checkVersions(findings, client))) return;
  if (!(await checkToken(findings, client, MATRIX_SERVER_NAME))) return;
  await checkPing(findings, client, publicUrl(env));
}

async function checkVersions(findings: Findings, client: MatrixClient): Promise<boolean> {
  try {
    const newest = (await client.versions()).at(-1) ?? "nothing";
    findings.say("ok", "Matrix homeserver", `answers, speaks ${newest}`);
    return true;
  } catch (error) {
    const { message, kind } = asUpstream(error);
    const cure =
      kind === "network"
        ? "Is it running, and MATRIX_HOMESERVER_URL right?"
        : "Correct MATRIX_HOMESERVER_URL";
    findings.say("bad", "Matrix homeserver", `${message} ${cure}`);
    return false;
  }
}

async function checkToken(findings: Findings, client: MatrixClient, serverName: string): Promise<boolean> {
  const expected = matrixUserId(SENDER_LOCALPART, serverName);
  try {
    const { userId } = await client.whoami();
    if (userId === expected) {
      findings.say("ok", "Matrix application service", `known as ${userId}`);
      return true;
    }
    const server = userId.slice(userId.indexOf(":") + 1);
    const cure =
      server === serverName
        ? "MATRIX_AS_TOKEN is somebody else's; take the one of Parlour's own registration file"
        : `Set MATRIX_SERVER_NAME to ${server} and register again`;
    findings.say(
      "bad",
      "Matrix application service",
      `The token belongs to ${userId}, not to ${expected}. ${cure}`,
    );
  } catch (error) {
    const upstream = asUpstream(error);
    const cure =
      upstream.kind === "auth"
        ? `It does not know Parlour's registration, or another one: ${REGISTER}. Give it that file and restart it`
        : "";
    findings.say("bad", "Matrix application service", `${upstream.message} ${cure}`);
  }
  return false;
}

/** Without a way back what people write with Matrix clients never arrives here. */
async function checkPing(findings: Findings, client: MatrixClient, url: string): Promise<void> {
  try {
    const tookMs = await client.ping(APPSERVICE_ID);
    findings.say("ok", "Matrix, the way back", `the homeserver reaches Parlour at ${url} in ${tookMs} ms`);
  } catch (error) {
    const upstream = asUpstream(error);
    const isUnknown = upstream.reason === "unrecognized";
    findings.say(isUnknown ? "warn" : "bad", "Matrix, the way back", explainPing(upstream, url));
  }
}

function explainPing({ message, reason }: UpstreamError, url: string): string {
  switch (reason) {
    case "unrecognized":
      return "This homeserver cannot be asked whether it reaches Parlour. Write something in a room with a Matrix client, and see whether it arrives";
    case "url-not-set":
      return `The registration has no url. It must be ${url}: ${REGISTER}`;
    case "connection-failed":
    case "connection-timeout":
      return `The homeserver does not reach Parlour. Is Parlour running, and the url of its registration (${url}?) reachable from there?`;
    case "bad-status":
      return `${message} The homeserver reaches something, which refused it: 401 or 403 means that MATRIX_HS_TOKEN is not the registration's hs_token; 404, that its url does not lead to Parlour (${url})`;
    case "forbidden":
      return `${message} The id of its registration must be ${APPSERVICE_ID}: ${REGISTER}`;
    default:
      return message;
  }
}
