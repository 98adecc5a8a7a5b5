import FileSystemAdapter from "@nephele/adapter-file-system";
import express, { type Request } from "express";
import { type AuthResponse, createServer, defaults } from "nephele";
import { DavError } from "#sandbox/dav/dav-error.ts";
import { davRoot } from "#sandbox/dav/dav-path.ts";
import { cloudUsers } from "#sandbox/users.ts";
import { sendRefusal } from "./dav-answer.ts";
import { userFilesDir } from "./user-files-dir.ts";

const exceptions = new Map([
  [403, "Forbidden"],
  [404, "NotFound"],
  [405, "MethodNotAllowed"],
  [409, "Conflict"],
  [412, "PreconditionFailed"],
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
  const exception = `Sabre\\DAV\\Exception\\${exceptions.get(code) ?? "BadRequest"}`;
  sendRefusal(response, new DavError(code, exception, message));
}

/**
 * What is left to nephele: LOCK, UNLOCK and OPTIONS below a user's own home, as an Express application. The caller
 * has looked who asks.
 */
export function lockingApp(dataDir: string) {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  for (const user of cloudUsers.keys()) {
    const server = createServer(
      {
        adapter: new FileSystemAdapter({ root: userFilesDir(dataDir, user) }),
        authenticator: {
          authenticate: async () => ({ username: user }),
          cleanAuthentication: async () => {},
        },
      },
      { errorHandler: sendError },
    );
    app.use(`${davRoot}/files/${user}`, server);
  }
  return app;
}
