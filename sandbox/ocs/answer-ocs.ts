import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppPasswords } from "#sandbox/app-passwords.ts";
import type { SignIn } from "#sandbox/authenticate.ts";
import { answerDirect, type DirectLinks } from "./answer-direct.ts";
import { answerShares } from "./answer-shares.ts";
import { answerTalk } from "./answer-talk.ts";
import { answerUserStatus } from "./answer-user-status.ts";
import { answerWebhooks } from "./answer-webhooks.ts";
import { capabilities } from "./cloud-version.ts";
import { sendOcsJson, sendOcsOk, sendOcsXmlFailure } from "./ocs-answer.ts";
import type { Shares } from "./shares.ts";
import type { Talk } from "./talk.ts";
import type { UserStatuses } from "./user-statuses.ts";
import type { Webhooks } from "./webhooks.ts";

const unknownRoute =
  "Invalid query, please check the syntax. API specifications are here: " +
  "http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n";

type SignedIn = Extract<SignIn, { kind: "signed-in" }>;

type OcsContext = {
  path: string;
  query: URLSearchParams;
  signIn: SignIn;
  appPasswords: AppPasswords;
  webhooks: Webhooks;
  talk: Talk;
  statuses: UserStatuses;
  shares: Shares;
  directLinks: DirectLinks;
  /** How long the asking address waits at the moment, in milliseconds. */
  bruteForceDelay: number;
};

function cloudUser(signIn: SignedIn) {
  const { id, email, displayName } = signIn.user;
  return {
    id,
    enabled: true,
    email,
    quota: { free: 72_512_196_608, used: 0, total: 72_512_196_608, relative: 0, quota: -3 },
    groups: [],
    language: "en",
    locale: "",
    "display-name": displayName,
  };
}

function refuse(response: ServerResponse, message: string) {
  sendOcsJson(response, { status: 403, meta: { status: "failure", statuscode: 403, message }, data: [] });
}

function answerSignedIn(
  request: IncomingMessage,
  response: ServerResponse,
  context: OcsContext,
  signIn: SignedIn,
) {
  if (answerWebhooks(request, response, { ...context, user: signIn.user.id })) return;
  if (answerUserStatus(request, response, { ...context, user: signIn.user.id })) return;
  if (answerShares(request, response, { ...context, user: signIn.user })) return;
  if (answerDirect(request, response, { ...context, user: signIn.user.id })) return;
  const wantsJson = /json/.test(request.headers.accept ?? "") || context.query.get("format") === "json";
  if (answerTalk(request, response, { ...context, wantsJson, user: signIn.user })) return;
  switch (`${request.method} ${context.path.slice("/ocs/v2.php".length)}`) {
    case "GET /cloud/capabilities":
      sendOcsOk(response, capabilities(true, context.talk.mode === "on", context.bruteForceDelay));
      break;
    case "GET /cloud/user":
      sendOcsOk(response, cloudUser(signIn));
      break;
    case "GET /core/getapppassword":
      if (signIn.withAppPassword)
        refuse(response, "You cannot request an new apppassword with an apppassword");
      else {
        const name = (request.headers["user-agent"] ?? "").slice(0, 120);
        const { user, loginName } = signIn;
        sendOcsOk(response, { apppassword: context.appPasswords.issue({ user: user.id, loginName, name }) });
      }
      break;
    case "DELETE /core/apppassword":
      if (signIn.withAppPassword) {
        context.appPasswords.revoke(signIn.password);
        sendOcsOk(response, []);
      } else refuse(response, "no app password in use");
      break;
    default:
      sendOcsXmlFailure(response, { status: 404, statuscode: 404, message: unknownRoute });
  }
}

/** Answers `/ocs/v1.php/…`, which nothing here needs: 200, and 998 in the envelope, as for a route nobody knows. */
export function answerOldOcs(request: IncomingMessage, response: ServerResponse): void {
  const meta = { status: "failure" as const, statuscode: 998, message: unknownRoute };
  if (new URL(request.url ?? "/", "http://localhost").searchParams.get("format") === "json")
    sendOcsJson(response, { status: 200, meta, data: [] });
  else sendOcsXmlFailure(response, { status: 200, statuscode: 998, message: unknownRoute });
}

/** Answers `/ocs/v2.php/…`: the few routes Parlour uses, in the shapes of the recordings. */
export function answerOcs(request: IncomingMessage, response: ServerResponse, context: OcsContext): void {
  const { signIn } = context;
  if (signIn.kind === "wrong") {
    const headers = { "WWW-Authenticate": 'Basic realm="Authorisation Required"' };
    sendOcsXmlFailure(response, { status: 401, statuscode: 997, message: "Unauthorised", headers });
  } else if (request.headers["ocs-apirequest"] !== "true") {
    response.writeHead(412, { "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify({ message: "CSRF check failed" }));
  } else if (signIn.kind === "signed-in") {
    answerSignedIn(request, response, context, signIn);
  } else if (request.method === "GET" && context.path === "/ocs/v2.php/cloud/capabilities") {
    sendOcsOk(response, capabilities(false, context.talk.mode === "on", context.bruteForceDelay));
  } else {
    const meta = { status: "failure" as const, statuscode: 997, message: "Current user is not logged in" };
    sendOcsJson(response, { status: 401, meta, data: [] });
  }
}
