import { mkdirSync } from "node:fs";
import { join } from "node:path";
import FileSystemAdapter from "@nephele/adapter-file-system";
import express, { type NextFunction, type Request, type Response } from "express";
import { type AuthResponse, createServer, defaults } from "nephele";
import { DavError, forbidden, notFound } from "#sandbox/dav/dav-error.ts";
import { davRoot, davSegments } from "#sandbox/dav/dav-path.ts";
import { multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import { answerFilesPropfind } from "./answer-files-propfind.ts";
import { checkDestination } from "./check-destination.ts";
import { checkFileName } from "./check-file-name.ts";
import { completeHeaders } from "./complete-headers.ts";

const root = `${davRoot}/files`;

/** The folder on disk that holds a user's files. */
export const userFilesDir = (dataDir: string, user: string) => join(dataDir, "files", user);

function sendRefusal(response: Response, refusal: DavError) {
  response.status(refusal.status).set(refusal.headers);
  response.set("Content-Type", "application/xml; charset=utf-8").send(refusal.toXml());
}

const exceptions = new Map([
  [403, "Forbidden"],
  [404, "NotFound"],
  [405, "MethodNotAllowed"],
  [409, "Conflict"],
  [412, "PreconditionFailed"],
  [416, "RequestedRangeNotSatisfiable"],
  [423, "Locked"],
]);

/** nephele's refusals in the words of sabre/dav. */
async function sendError(
  code: number,
  message: string,
  request: Request,
  response: AuthResponse,
  error?: Error,
) {
  if (code < 400) return defaults.errorHandler(code, message, request, response, error);
  if (response.headersSent) {
    response.end();
    return;
  }
  // A PUT below a missing folder is 404 on Nextcloud, everything else there is 409.
  const status = code === 409 && request.method === "PUT" ? 404 : code;
  sendRefusal(
    response,
    new DavError(status, `Sabre\\DAV\\Exception\\${exceptions.get(status) ?? "BadRequest"}`, message),
  );
}

/** A foreign home shows an empty root to PROPFIND and refuses everything else. Throws 403 or 404. */
function answerForeignHome(request: Request, response: Response, owner: string, below: string[]) {
  if (!cloudUsers.has(owner)) throw notFound(`Principal with name ${owner} not found`);
  if (request.method === "PROPFIND" && below.length === 0) {
    const resource = {
      href: `${root}/${owner}/`,
      properties: [{ namespace: davNs, name: "resourcetype", xml: "<d:collection/>" }],
    };
    response.status(207).set("Content-Type", "application/xml; charset=utf-8");
    response.send(multistatus([resourceResponse(resource, undefined)]));
    return;
  }
  if (["PROPFIND", "GET", "HEAD"].includes(request.method)) {
    throw notFound(`File with name /${below.join("/")} could not be located`);
  }
  throw forbidden("This home belongs to someone else");
}

/**
 * The files below `/remote.php/dav/files/<user>/` as an Express application: nephele on one folder a user.
 * `signIn` answers who asks; it throws 401.
 */
export function filesApp(dataDir: string, signIn: (authorization: string | undefined) => CloudUser) {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");

  app.use(async (request, response, next) => {
    const user = signIn(request.get("authorization"));
    if (/%2f/i.test(request.path)) throw notFound("File with an encoded slash could not be located");
    const [, owner, ...below] = davSegments(request.path);
    if (owner === undefined) throw forbidden("Listing the homes is not allowed");
    if (owner !== user.id) return answerForeignHome(request, response, owner, below);
    for (const name of below) checkFileName(name);
    await checkDestination(request, user.id, userFilesDir(dataDir, user.id));
    // Clients that ask conditionally often forbid caches too; Nextcloud still answers 304, nephele would not.
    delete request.headers["cache-control"];
    next();
  });

  for (const user of cloudUsers.values()) {
    const folder = userFilesDir(dataDir, user.id);
    mkdirSync(folder, { recursive: true });
    const adapter = new FileSystemAdapter({ root: folder });
    const server = createServer(
      {
        adapter,
        authenticator: {
          authenticate: async () => ({ username: user.id }),
          cleanAuthentication: async () => {},
        },
      },
      { errorHandler: sendError },
    );
    app.use(`${root}/${user.id}`, answerFilesPropfind(adapter, user), completeHeaders(adapter), server);
  }

  // Express knows an error handler by its four parameters.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refusal = error instanceof DavError ? error : new DavError(500, "Exception", String(error));
    sendRefusal(response, refusal);
  });
  return app;
}
