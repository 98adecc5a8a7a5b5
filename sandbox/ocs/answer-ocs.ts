import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppPasswords } from "#sandbox/app-passwords.ts";
import type { SignIn } from "#sandbox/authenticate.ts";
import { capabilities } from "./cloud-version.ts";
import { sendOcsJson, sendOcsOk, sendOcsXmlFailure } from "./ocs-answer.ts";
import { talkRooms } from "./talk-rooms.ts";

const unknownRoute =
  "Invalid query, please check the syntax. API specifications are here: " +
  "http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n";

type SignedIn = Extract<SignIn, { kind: "signed-in" }>;

type OcsContext = {
  path: string;
  query: URLSearchParams;
  signIn: SignIn;
  appPasswords: AppPasswords;
  now: number;
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

/** Talk's rooms. Talk 14 cannot write them as XML, and answers nothing at all. */
function answerRooms(response: ServerResponse, user: string, wantsJson: boolean, now: number) {
  if (wantsJson) {
    const headers = { "X-Nextcloud-Talk-Hash": "8af168a272b386172505e0bf2d7e8e8974b383ac" };
    sendOcsOk(response, talkRooms(user, now), headers);
    return;
  }
  response.writeHead(200, { "Content-Type": "text/html; charset=UTF-8" });
  response.end();
}

function answerSignedIn(
  request: IncomingMessage,
  response: ServerResponse,
  context: OcsContext,
  signIn: SignedIn,
) {
  const wantsJson = /json/.test(request.headers.accept ?? "") || context.query.get("format") === "json";
  switch (`${request.method} ${context.path.slice("/ocs/v2.php".length)}`) {
    case "GET /cloud/capabilities":
      sendOcsOk(response, capabilities(true));
      break;
    case "GET /cloud/user":
      sendOcsOk(response, cloudUser(signIn));
      break;
    case "GET /core/getapppassword":
      if (signIn.withAppPassword)
        refuse(response, "You cannot request an new apppassword with an apppassword");
      else sendOcsOk(response, { apppassword: context.appPasswords.issue(signIn.user.id) });
      break;
    case "DELETE /core/apppassword":
      if (signIn.withAppPassword) {
        context.appPasswords.revoke(signIn.password);
        sendOcsOk(response, []);
      } else refuse(response, "no app password in use");
      break;
    case "GET /apps/spreed/api/v4/room":
      answerRooms(response, signIn.user.id, wantsJson, context.now);
      break;
    default:
      sendOcsXmlFailure(response, { status: 404, statuscode: 404, message: unknownRoute });
  }
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
    sendOcsOk(response, capabilities(false));
  } else {
    const meta = { status: "failure" as const, statuscode: 997, message: "Current user is not logged in" };
    sendOcsJson(response, { status: 401, meta, data: [] });
  }
}
