import { existsSync, mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { calendarApp } from "#sandbox/caldav/calendar-app.ts";
import { calendarsDir } from "#sandbox/caldav/calendar-files.ts";
import { openCalendarStore } from "#sandbox/caldav/calendar-store.ts";
import type { CloudFeatures } from "#sandbox/caldav/cloud-features.ts";
import { notAuthenticated } from "#sandbox/dav/dav-error.ts";
import { davRoot } from "#sandbox/dav/dav-path.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { filesAnswerer, isForFiles, openFiles } from "#sandbox/files/answer-files.ts";
import { answerFilesSwitches } from "#sandbox/files/answer-files-switches.ts";
import { answerPreview } from "#sandbox/files/answer-preview.ts";
import { createFilesSwitches, type FilesSwitches } from "#sandbox/files/files-switches.ts";
import { loginAnswerer } from "#sandbox/login/answer-login.ts";
import { type BruteForceDelays, createBruteForce } from "#sandbox/login/brute-force.ts";
import { answerMailbox } from "#sandbox/mail/answer-mailbox.ts";
import { startMailReceiver } from "#sandbox/mail/mail-receiver.ts";
import { openMailStore } from "#sandbox/mail/mail-store.ts";
import { answerAvatar } from "#sandbox/ocs/answer-avatar.ts";
import { answerDirectDownload, createDirectLinks } from "#sandbox/ocs/answer-direct.ts";
import { answerOcs, answerOldOcs } from "#sandbox/ocs/answer-ocs.ts";
import { answerSharePage } from "#sandbox/ocs/answer-share-page.ts";
import { answerSwitches } from "#sandbox/ocs/answer-switches.ts";
import { webhookCaller } from "#sandbox/ocs/call-webhooks.ts";
import { statusPhp } from "#sandbox/ocs/cloud-version.ts";
import { openShares } from "#sandbox/ocs/shares.ts";
import { createTalk, type Talk } from "#sandbox/ocs/talk.ts";
import { createUserStatuses } from "#sandbox/ocs/user-statuses.ts";
import { withCalendarEvents } from "#sandbox/ocs/webhook-events.ts";
import { openWebhooks } from "#sandbox/ocs/webhooks.ts";
import { type AppPasswords, openAppPasswords } from "./app-passwords.ts";
import { authenticate } from "./authenticate.ts";
import { createFaults, type Faults, faultRequestSchema } from "./faults.ts";
import { openOAuth2 } from "./login/oauth2.ts";
import { createSystems } from "./systems/systems.ts";
import { cloudUsers } from "./users.ts";

export type Cloud = {
  /** `http://localhost:N`, without a trailing slash. */
  url: string;
  port: number;
  /** Where it takes mail, which it shows at `/_sandbox/mail`; null where it was not asked to. */
  smtpPort: number | null;
  faults: Faults;
  /** What it does without; may be changed while it runs. */
  features: CloudFeatures;
  talk: Talk;
  /** Quotas, locks and the speed of transfers; may be changed while it runs. */
  files: FilesSwitches;
  appPasswords: AppPasswords;
  /** Stops listening and cuts what is still open. The data stays. */
  close(): Promise<void>;
};

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

async function answerFaultRequest(request: IncomingMessage, response: ServerResponse, faults: Faults) {
  if (request.method === "DELETE") {
    faults.clear();
    return sendJson(response, 200, { faults: "cleared" });
  }
  if (request.method !== "POST") return sendJson(response, 405, { error: "POST or DELETE" });
  let body: unknown;
  try {
    body = JSON.parse((await readBody(request)).toString("utf8"));
  } catch {
    return sendJson(response, 400, { error: "not JSON" });
  }
  const fault = faultRequestSchema.safeParse(body);
  if (!fault.success) return sendJson(response, 422, { error: fault.error.issues });
  faults.add(fault.data);
  sendJson(response, 201, { fault: "added" });
}

/** Nextcloud gives every user a calendar at the first sign-in; here all of them exist from the start. */
function ensurePersonalCalendars(dataDir: string, store: ReturnType<typeof openCalendarStore>) {
  if (existsSync(calendarsDir(dataDir))) return;
  for (const owner of cloudUsers.keys()) {
    store.createCalendar({
      owner,
      uri: "personal",
      displayName: "Personal",
      color: "#0082c9",
      components: ["VEVENT"],
    });
  }
}

/**
 * Starts the sandbox cloud: CalDAV, files and a little OCS on one port (0: any free one), its state below
 * `dataDir`. `now` (epoch milliseconds) stamps what is stored. Only for the demo and for tests.
 */
export async function startCloud(options: {
  port: number;
  dataDir: string;
  host?: string;
  now?: () => number;
  /** Begins as a server that only has ctags; Nextcloud has more. */
  withoutSyncCollection?: boolean;
  /** Keeps an address waiting after wrong passwords; nobody waits without it. */
  bruteForce?: BruteForceDelays;
  /** Holds all transfers of files together, both ways, to so many bits a second. */
  throttleBitsPerSecond?: number;
  /** Takes mail on this port, or any free one when it is taken; none without it. */
  smtpPort?: number;
}): Promise<Cloud> {
  const { dataDir } = options;
  const now = options.now ?? Date.now;
  mkdirSync(dataDir, { recursive: true });
  const webhooks = openWebhooks(dataDir);
  const caller = webhookCaller(webhooks, now);
  const store = withCalendarEvents(openCalendarStore(dataDir, now), caller.call);
  ensurePersonalCalendars(dataDir, store);
  const appPasswords = openAppPasswords(dataDir);
  const oauth2 = openOAuth2(appPasswords, now);
  const whoIs = (authorization: string | undefined) =>
    oauth2.signIn(authorization) ?? authenticate(authorization, appPasswords);
  const faults = createFaults();
  const signIn = (authorization: string | undefined) => {
    const result = authenticate(authorization, appPasswords);
    if (result.kind !== "signed-in") throw notAuthenticated(result.kind === "wrong");
    return result.user;
  };
  const features: CloudFeatures = { withoutSyncCollection: options.withoutSyncCollection ?? false };
  const answerCalendars = calendarApp(store, signIn, features);
  const files = openFiles(dataDir, now, createFilesSwitches(options.throttleBitsPerSecond ?? null));
  const answerFiles = filesAnswerer(files, signIn);
  const shares = openShares(files);
  const directLinks = createDirectLinks(files);
  const bruteForce = createBruteForce(options.bruteForce ?? null, now);
  const answerLogin = loginAnswerer({ appPasswords, bruteForce }, now);
  const talk = createTalk(now);
  const mails = await openMailStore(dataDir);
  const receiver =
    options.smtpPort === undefined ? null : await startMailReceiver(mails, { port: options.smtpPort, now });
  const smtpPort = receiver?.port ?? null;
  const statuses = createUserStatuses();
  const systems = createSystems(now, dataDir);

  /** Every request with credentials waits while its address is suspected; wrong ones add to that. */
  async function checkCredentials({ headers, socket }: IncomingMessage) {
    if (headers.authorization === undefined) return;
    const address = socket.remoteAddress ?? "";
    await bruteForce.wait(address);
    if (whoIs(headers.authorization).kind === "wrong") bruteForce.failed(address, "");
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    if (await systems.answer(request, response, answerFaultRequest)) return;
    if (path === "/_sandbox/faults") return answerFaultRequest(request, response, faults);
    if (answerMailbox(request, response, { path, query, mails, smtpPort })) return;
    if (await answerSwitches(request, response, { path, talk, appPasswords })) return;
    if (await answerFilesSwitches(request, response, { path, files })) return;
    if (await faults.meet(request, response)) return;
    if (await oauth2.answer(request, response, path)) return;
    await checkCredentials(request);
    if (await answerLogin(request, response)) return;
    if (answerAvatar(request, response, path)) return;
    const who = whoIs(request.headers.authorization);
    if (await answerSharePage(shares, request, response, { path, query })) return;
    if (await answerDirectDownload(directLinks, request, response, path)) return;
    if (await answerPreview(files, request, response, { path, query, signIn: who })) return;
    if (path === "/status.php") return sendJson(response, 200, statusPhp);
    if (path === "/.well-known/caldav") {
      const origin = `http://${request.headers.host ?? "localhost"}`;
      response.writeHead(301, { Location: `${origin}${davRoot}/`, "Content-Type": "text/html" });
      response.end();
      return;
    }
    if (path.startsWith("/ocs/v2.php/")) {
      const bruteForceDelay = bruteForce.delayOf(request.socket.remoteAddress ?? "");
      const parts = { appPasswords, webhooks, talk, statuses, shares, directLinks, bruteForceDelay };
      const context = { path, query, signIn: who, ...parts };
      return answerOcs(request, response, context);
    }
    if (path.startsWith("/ocs/v1.php/")) return answerOldOcs(request, response);
    if (isForFiles(request.method, path)) return answerFiles(request, response);
    if (path === davRoot || path.startsWith(`${davRoot}/`)) return answerCalendars(request, response);
    response.writeHead(404, { "Content-Type": "text/html; charset=UTF-8" });
    response.end("<!DOCTYPE html><title>Not found</title>");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(String(error));
    });
  });
  // Longer than the pauses of a test, so that no client meets a connection that is just being closed.
  server.keepAliveTimeout = 60_000;
  // A large file may take longer than Node lets a request take.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host ?? "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    port,
    smtpPort,
    faults: { add: faults.add, clear: faults.clear },
    features,
    talk,
    files: files.switches,
    appPasswords,
    close: async () => {
      await receiver?.close();
      await new Promise<void>((resolve, reject) => {
        caller.close();
        systems.close();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      });
    },
  };
}
