import type { IncomingMessage, ServerResponse } from "node:http";
import { customer } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio, requireUser } from "#lib/auth/permissions.ts";
import { takeLimit } from "../limits.ts";
import { parseInput } from "../parse-input.ts";
import { resolveActor } from "../resolve-actor.ts";
import { type FilesOperation, findOperation } from "./files-operations.ts";
import { refuseRequest } from "./refuse-request.ts";
import { transferPlaces } from "./transfer-places.ts";

export interface FilesGateway {
  /** @returns whether the request was one of ours; then it is answered. */
  answer(request: IncomingMessage, response: ServerResponse, clientAddress: string): boolean;
  /** Transfers and previews under way. */
  open(): number;
}

/** Below Nextcloud's own sixteen connections, so that previews always find one. */
const TRANSFERS = { total: 12, perUser: 8 };
/** They wait for their turn at Nextcloud; a page shows a few dozen. */
const PREVIEWS = { total: 300, perUser: 100 };

/**
 * Everything that carries files, answered in front of Next, where a stream costs several times as much. Who may not is
 * told so before a byte of the body is read.
 */
export function filesGateway(base: Pick<Ctx, "db" | "env" | "now">): FilesGateway {
  const places = { transfer: transferPlaces(TRANSFERS), preview: transferPlaces(PREVIEWS) };

  async function begin(
    request: IncomingMessage,
    response: ServerResponse,
    found: { operation: FilesOperation; params: Record<string, string>; query: URLSearchParams },
    address: string,
  ): Promise<void> {
    const { operation, params } = found;
    await takeLimit(base, operation.endpoint.limit, address);
    const head = { method: request.method ?? "GET", headers: headersOf(request) };
    const actor =
      operation.endpoint.access === "public" ? customer : await resolveActor(base, head, operation.endpoint);
    requireStudio(actor);
    const query = parseInput(operation.endpoint.query, Object.fromEntries(found.query));
    const release = places[operation.place].take(requireUser(actor), base.now());
    const gone = new AbortController();
    response.once("close", () => {
      release();
      if (!response.writableFinished) gone.abort();
    });
    try {
      const ctx = { ...base, actor };
      if (!response.destroyed)
        await operation.handle({ ctx, request, response, query, params, signal: gone.signal });
    } finally {
      release();
    }
  }

  return {
    answer(request, response, clientAddress) {
      const found = findOperation(request);
      if (!found) return false;
      // Told late, when whoever read or wrote has stopped listening, a broken connection would end the process.
      request.on("error", () => undefined);
      response.on("error", () => undefined);
      begin(request, response, found, clientAddress).catch((error: unknown) =>
        refuseRequest(request, response, error, base.now()),
      );
      return true;
    },
    open: () => places.transfer.taken() + places.preview.taken(),
  };
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string") headers.set(name, value);
  return headers;
}
