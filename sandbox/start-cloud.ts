import { existsSync, mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { calendarApp } from "#sandbox/caldav/calendar-app.ts";
import { calendarsDir } from "#sandbox/caldav/calendar-files.ts";
import { openCalendarStore } from "#sandbox/caldav/calendar-store.ts";
import type { CloudFeatures } from "#sandbox/caldav/cloud-features.ts";
import { notAuthenticated } from "#sandbox/dav/dav-error.ts";
import { davRoot } from "#sandbox/dav/dav-path.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { filesApp } from "#sandbox/files/files-app.ts";
import { answerOcs } from "#sandbox/ocs/answer-ocs.ts";
import { statusPhp } from "#sandbox/ocs/cloud-version.ts";
import { openAppPasswords } from "./app-passwords.ts";
import { authenticate } from "./authenticate.ts";
import { createFaults, type Faults, faultRequestSchema } from "./faults.ts";
import { cloudUsers } from "./users.ts";

export type Cloud = {
  /** `http://localhost:N`, without a trailing slash. */
  url: string;
  port: number;
  faults: Faults;
  /** What it does without; may be changed while it runs. */
  features: CloudFeatures;
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
}): Promise<Cloud> {
  const { dataDir } = options;
  const now = options.now ?? Date.now;
  mkdirSync(dataDir, { recursive: true });
  const store = openCalendarStore(dataDir, now);
  ensurePersonalCalendars(dataDir, store);
  const appPasswords = openAppPasswords(dataDir);
  const faults = createFaults();
  const signIn = (authorization: string | undefined) => {
    const result = authenticate(authorization, appPasswords);
    if (result.kind !== "signed-in") throw notAuthenticated(result.kind === "wrong");
    return result.user;
  };
  const features: CloudFeatures = { withoutSyncCollection: options.withoutSyncCollection ?? false };
  const answerCalendars = calendarApp(store, signIn, features);
  const answerFiles = filesApp(dataDir, signIn);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    if (path === "/_sandbox/faults") return answerFaultRequest(request, response, faults);
    if (await faults.meet(request, response)) return;
    if (path === "/status.php") return sendJson(response, 200, statusPhp);
    if (path === "/.well-known/caldav") {
      const origin = `http://${request.headers.host ?? "localhost"}`;
      response.writeHead(301, { Location: `${origin}${davRoot}/`, "Content-Type": "text/html" });
      response.end();
      return;
    }
    if (path.startsWith("/ocs/v2.php/")) {
      const who = authenticate(request.headers.authorization, appPasswords);
      return answerOcs(request, response, { path, query, signIn: who, appPasswords, now: now() });
    }
    if (path === `${davRoot}/files` || path.startsWith(`${davRoot}/files/`))
      return answerFiles(request, response);
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
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host ?? "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return {
    url: `http://localhost:${port}`,
    port,
    faults: { add: faults.add, clear: faults.clear },
    features,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
