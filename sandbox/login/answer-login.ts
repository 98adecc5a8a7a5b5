import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppPasswords } from "#sandbox/app-passwords.ts";
import { checkPassword } from "#sandbox/authenticate.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { type BrowserSession, type BrowserSessions, createBrowserSessions } from "./browser-sessions.ts";
import type { BruteForce } from "./brute-force.ts";
import { createLoginFlows, type LoginFlows } from "./login-flows.ts";
import { grantPage, messagePage, securityPage, signInPage } from "./login-pages.ts";

const flowPage = "/index.php/login/v2/flow?user=";
const security = "/index.php/settings/user/security";

type Parts = {
  flows: LoginFlows;
  sessions: BrowserSessions;
  appPasswords: AppPasswords;
  bruteForce: BruteForce;
};

type Visit = Parts & {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  /** Of a POST; empty otherwise. */
  form: URLSearchParams;
  session: BrowserSession;
};

function sendPage({ response, sessions, session }: Visit, status: number, html: string) {
  response.writeHead(status, {
    "Content-Type": "text/html; charset=UTF-8",
    "Set-Cookie": sessions.cookie(session),
    "Cache-Control": "no-cache, no-store, must-revalidate",
    "Content-Security-Policy":
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  });
  response.end(html);
}

function redirect({ response, sessions, session }: Visit, location: string) {
  response.writeHead(303, { Location: location, "Set-Cookie": sessions.cookie(session) });
  response.end();
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** Only a path of this cloud; everything else would send people away. */
const ownPath = (target: string) => (/^\/(?![/\\])/.test(target) ? target : security);

function hasRequestToken(visit: Visit): boolean {
  const sent = visit.form.get("requesttoken") ?? visit.request.headers.requesttoken;
  if (sent === visit.session.requestToken) return true;
  sendPage(visit, 412, messagePage("Access forbidden", "CSRF check failed"));
  return false;
}

function begin({ request, response, flows }: Visit) {
  const origin = `http://${request.headers.host ?? "localhost"}`;
  const { pollToken, loginToken } = flows.begin((request.headers["user-agent"] ?? "").slice(0, 120));
  sendJson(response, 200, {
    poll: { token: pollToken, endpoint: `${origin}/index.php/login/v2/poll` },
    login: `${origin}/index.php/login/v2/flow/${loginToken}`,
  });
}

function poll({ request, response, flows, form }: Visit) {
  const token = form.get("token");
  if (token === null) {
    response.writeHead(500, { "Content-Type": "text/html; charset=UTF-8" });
    response.end(messagePage("Internal Server Error", "The server was unable to complete your request."));
    return;
  }
  const granted = flows.take(token);
  // Pending, unknown, expired and consumed look alike.
  if (granted === undefined) sendJson(response, 404, []);
  else sendJson(response, 200, { server: `http://${request.headers.host ?? "localhost"}`, ...granted });
}

function showSignIn(visit: Visit) {
  const { query, session } = visit;
  const redirectUrl = ownPath(query.get("redirect_url") ?? "");
  if (session.signedIn !== undefined) return redirect(visit, redirectUrl);
  const user = query.get("user") ?? "";
  sendPage(visit, 200, signInPage(session, { redirectUrl, user, failed: query.has("failed") }));
}

async function signIn(visit: Visit) {
  if (!hasRequestToken(visit)) return;
  const { form, session, sessions, bruteForce, request } = visit;
  const loginName = form.get("user") ?? "";
  const redirectUrl = ownPath(form.get("redirect_url") ?? "");
  const address = request.socket.remoteAddress ?? "";
  await bruteForce.wait(address);
  const user = checkPassword(loginName, form.get("password") ?? "");
  if (user === undefined) {
    bruteForce.failed(address, loginName);
    const again = new URLSearchParams({ user: loginName, redirect_url: redirectUrl, failed: "" });
    return redirect(visit, `/index.php/login?${again}`);
  }
  bruteForce.succeeded(address, loginName);
  sessions.renew(session);
  session.signedIn = { user, loginName };
  redirect(visit, redirectUrl);
}

function enterFlow(visit: Visit, loginToken: string) {
  if (visit.flows.open(loginToken) === undefined)
    return sendPage(
      visit,
      403,
      messagePage("Access forbidden", "Your login token is invalid or has expired"),
    );
  visit.session.flow = { loginToken, stateToken: crypto.randomUUID().replaceAll("-", "") };
  redirect(visit, flowPage);
}

/** The flow of the browser, while it can still be granted; otherwise the refusal is sent. */
function currentFlow(visit: Visit) {
  const { flow } = visit.session;
  const open = flow && visit.flows.open(flow.loginToken);
  if (flow !== undefined && open !== undefined) return { ...flow, clientName: open.clientName };
  sendPage(visit, 403, messagePage("Access forbidden", "Your login token is invalid or has expired"));
  return undefined;
}

function showFlow(visit: Visit) {
  const flow = currentFlow(visit);
  if (flow === undefined) return;
  const { session } = visit;
  if (session.signedIn === undefined) {
    const note = `Please log in before granting ${flow.clientName} access to your account.`;
    return sendPage(
      visit,
      200,
      signInPage(session, { redirectUrl: flowPage, user: "", failed: false, note }),
    );
  }
  const { displayName } = session.signedIn.user;
  sendPage(visit, 200, grantPage(session, { ...flow, displayName }));
}

function grant(visit: Visit) {
  const { session, form, appPasswords, flows } = visit;
  if (session.signedIn === undefined) return redirect(visit, flowPage);
  if (!hasRequestToken(visit)) return;
  const flow = currentFlow(visit);
  if (flow === undefined) return;
  if (form.get("stateToken") !== flow.stateToken)
    return sendPage(visit, 403, messagePage("Access forbidden", "State token does not match"));
  const { user, loginName } = session.signedIn;
  const appPassword = appPasswords.issue({ user: user.id, loginName, name: flow.clientName });
  flows.grant(flow.loginToken, { loginName, appPassword });
  delete session.flow;
  sendPage(
    visit,
    200,
    messagePage("Account connected", "Your client should now be connected! You can close this window."),
  );
}

function signOut(visit: Visit) {
  if (!hasRequestToken(visit)) return;
  const { session, sessions } = visit;
  delete session.signedIn;
  sessions.renew(session);
  redirect(visit, session.flow === undefined ? "/index.php/login" : flowPage);
}

function showSecurity(visit: Visit) {
  const { session, appPasswords } = visit;
  if (session.signedIn === undefined)
    return redirect(visit, `/index.php/login?${new URLSearchParams({ redirect_url: security })}`);
  sendPage(visit, 200, securityPage(session, appPasswords.list(session.signedIn.user.id)));
}

function revoke(visit: Visit) {
  const { session, form, appPasswords } = visit;
  if (session.signedIn === undefined) return redirect(visit, "/index.php/login");
  if (!hasRequestToken(visit)) return;
  appPasswords.revokeOf(session.signedIn.user.id, form.get("id") ?? "");
  redirect(visit, security);
}

const routes = new Map<string, (visit: Visit) => void | Promise<void>>([
  ["POST /login/v2", begin],
  ["POST /login/v2/poll", poll],
  ["GET /login", showSignIn],
  ["POST /login", signIn],
  ["GET /login/v2/flow", showFlow],
  ["POST /login/v2/grant", grant],
  ["POST /logout", signOut],
  ["GET /settings/user/security", showSecurity],
  ["POST /settings/user/security", revoke],
]);
const paths = new Set([...routes.keys()].map((route) => route.split(" ")[1]));

/**
 * Nextcloud's sign-in for browsers and its Login Flow v2, with and without `/index.php`: a form, a page that grants, and
 * one that revokes app passwords. The function answers false where the request is for something else.
 */
export function loginAnswerer(
  parts: Pick<Parts, "appPasswords" | "bruteForce">,
  now: () => number,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const flows = createLoginFlows(now);
  const sessions = createBrowserSessions();
  return async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.replace(/^\/index\.php(?=\/)/, "");
    const loginToken = /^\/login\/v2\/flow\/(\w{1,256})$/.exec(path)?.[1];
    if (!paths.has(path) && loginToken === undefined) return false;
    const isPost = request.method === "POST";
    const form = new URLSearchParams(isPost ? (await readBody(request)).toString("utf8") : "");
    const session = sessions.of(request.headers.cookie);
    const visit: Visit = { ...parts, flows, sessions, request, response, query, form, session };
    const answer = routes.get(`${request.method} ${path}`);
    if (answer !== undefined) await answer(visit);
    else if (loginToken !== undefined && request.method === "GET") enterFlow(visit, loginToken);
    else response.writeHead(405, { "Content-Type": "text/html; charset=UTF-8" }).end();
    return true;
  };
}
