import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { equalSecrets } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { hasMatrixUser } from "#lib/messenger/has-matrix-user.ts";
import { missingMatrixConfig } from "#lib/messenger/matrix-of.ts";
import { takeTransaction } from "#lib/messenger/take-transaction.ts";
import type { Answerer } from "./answerer.ts";

const BELOW = "/_matrix/app/";
/** Homeservers send a hundred events of 64 kB at once; refused, they would send the same for ever. */
const MOST_BYTES = 32 * 1024 * 1024;
const BODY_MS = 60_000;

const transaction = z.object({ events: z.array(z.unknown()).max(10_000).default([]) });

/** An error in Matrix's own form (client-server API, "Standard error response"). */
class MatrixRefusal extends Error {
  readonly status: number;
  readonly errcode: string;

  constructor(status: number, errcode: string, message: string) {
    super(message);
    this.status = status;
    this.errcode = errcode;
  }
}

interface Asked {
  what: "transactions" | "users" | "rooms" | "ping";
  id: string;
}

/**
 * What the homeserver sends (Matrix application service API v1.11; `/_matrix/app/v1/…`, and the older addresses without
 * it). It shows MATRIX_HS_TOKEN as a bearer token, older ones as `access_token`.
 */
export function applicationService(base: Pick<Ctx, "db" | "env" | "now">): Answerer {
  const ctx: Ctx = { ...base, actor: worker };
  let isClosed = false;

  async function handle(request: IncomingMessage, url: URL, asked: Asked | null): Promise<object> {
    requireHomeserver(ctx, request, url);
    if (isClosed) throw new MatrixRefusal(503, "M_UNKNOWN", "The application service is being stopped.");
    if (!asked) throw new MatrixRefusal(404, "M_UNRECOGNIZED", "Unrecognized request.");
    const method = { transactions: "PUT", users: "GET", rooms: "GET", ping: "POST" }[asked.what];
    if (request.method !== method)
      throw new MatrixRefusal(405, "M_UNRECOGNIZED", `${asked.what} is asked for with ${method}.`);
    if (asked.what === "transactions") {
      await takeTransaction(ctx, asked.id, transaction.parse(await bodyOf(request)).events);
      return {};
    }
    if (asked.what === "ping") return {};
    // An alias that is asked for is not there yet. Who writes in a room makes it: one made here would be asked for again
    // by whoever is making it, and nobody could join it uninvited.
    const isThere = asked.what === "users" && (await hasMatrixUser(ctx, asked.id));
    if (!isThere) throw new MatrixRefusal(404, "M_NOT_FOUND", "Nobody here knows it.");
    return {};
  }

  return {
    answer(request, response) {
      const written = request.url ?? "/";
      if (!URL.canParse(written, "http://localhost")) return false;
      const url = new URL(written, "http://localhost");
      const asked = askedFor(url.pathname);
      if (!asked && !url.pathname.startsWith(BELOW)) return false;
      handle(request, url, asked)
        .catch((error: unknown) => refusalOf(error))
        .then((answer) => send(request, response, answer))
        .catch((error: unknown) => log().error({ err: error }, "a homeserver could not be answered"));
      return true;
    },
    close() {
      isClosed = true;
    },
  };
}

/** The older addresses count only where they cannot be pages of ours. */
function askedFor(pathname: string): Asked | null {
  const current = /^\/_matrix\/app\/v1\/(?:(transactions|users|rooms)\/([^/]+)|(ping))$/.exec(pathname);
  if (current?.[3]) return { what: "ping", id: "" };
  const older = /^\/(?:(transactions)\/([^/]+)|(users)\/((?:@|%40)[^/]+)|(rooms)\/((?:#|%23)[^/]+))$/i.exec(
    pathname,
  );
  const [what, id] = (current ?? older ?? []).slice(1).filter((part) => part !== undefined);
  if (id === undefined || (what !== "transactions" && what !== "users" && what !== "rooms")) return null;
  try {
    return { what, id: decodeURIComponent(id) };
  } catch {
    return null;
  }
}

function requireHomeserver({ env }: Ctx, request: IncomingMessage, url: URL): void {
  if (!env.MATRIX_HS_TOKEN || missingMatrixConfig(env).length > 0)
    throw new MatrixRefusal(404, "M_UNRECOGNIZED", "Matrix is not configured here.");
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? url.searchParams.get("access_token");
  if (token === null) throw new MatrixRefusal(401, "M_FORBIDDEN", "The homeserver's token is missing.");
  if (!equalSecrets(token, env.MATRIX_HS_TOKEN))
    throw new MatrixRefusal(403, "M_FORBIDDEN", "This is not the homeserver's token.");
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const tooLarge = () => new MatrixRefusal(413, "M_TOO_LARGE", `At most ${MOST_BYTES} bytes are taken.`);
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Node's own limit for whole requests is off, for the sake of files.
  const timeUp = setTimeout(() => request.destroy(new Error("The homeserver sent too slowly.")), BODY_MS);
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > MOST_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timeUp);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new MatrixRefusal(400, "M_NOT_JSON", "The body is not JSON.");
  }
}

function refusalOf(error: unknown): MatrixRefusal {
  if (error instanceof MatrixRefusal) return error;
  if (error instanceof z.ZodError) return new MatrixRefusal(400, "M_BAD_JSON", "The body has another shape.");
  log().error({ err: error }, "what the homeserver sent could not be taken");
  return new MatrixRefusal(500, "M_UNKNOWN", "It could not be taken now; send it again.");
}

function send(request: IncomingMessage, response: ServerResponse, answer: object): void {
  if (response.destroyed) return;
  const isRefusal = answer instanceof MatrixRefusal;
  const body = JSON.stringify(isRefusal ? { errcode: answer.errcode, error: answer.message } : answer);
  // What was not read of the body would be taken for the next request.
  if (!request.complete) response.setHeader("Connection", "close");
  response.writeHead(isRefusal ? answer.status : 200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(body);
}
