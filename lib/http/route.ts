import { database } from "#db/client.ts";
import { customer } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireSignedIn } from "#lib/auth/permissions.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { clientAddress } from "./client-address.ts";
import type { Endpoint } from "./endpoint.ts";
import { takeLimit } from "./limits.ts";
import { parseInput } from "./parse-input.ts";
import { problemResponse } from "./problem.ts";
import { type FormFields, readBody, readBytes } from "./read-body.ts";
import { resolveActor } from "./resolve-actor.ts";

export interface RouteCall<Query, Body> {
  ctx: Ctx;
  request: Request;
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The body as it came, where the endpoint takes it so; else empty. */
  bytes: Uint8Array;
  isForm: boolean;
}

type NextRoute = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * A route handler: limits, who acts, parsing, then the verb; every failure becomes a problem response. A handler
 * answers a Response, or data for a JSON body with the endpoint's status. `onFormFailure` turns a refused plain
 * form into a redirect back to its page.
 */
export function route<Query, Body>(
  endpoint: Endpoint<Query, Body>,
  handle: (call: RouteCall<Query, Body>) => Promise<Response | object>,
  onFormFailure?: (failure: { ctx: Ctx; error: AppError; fields: FormFields }) => Promise<Response | null>,
): NextRoute {
  return async (request, context) => {
    const base = { db: database(env().DATABASE_URL), env: env(), now: systemClock };
    try {
      await takeLimit(base, endpoint.limit, clientAddress(request));
      const actor = endpoint.access === "public" ? customer : await resolveActor(base, request, endpoint);
      const ctx: Ctx = { ...base, actor };
      const query = parseInput(endpoint.query, Object.fromEntries(new URL(request.url).searchParams));
      const raw = endpoint.body ? await readBody(request) : null;
      const bytes = await readBinary(endpoint, ctx, request);
      try {
        const body = parseInput(endpoint.body, raw?.value);
        const isForm = raw?.kind === "form";
        const answer = await handle({
          ctx,
          request,
          params: await context.params,
          query,
          body,
          bytes,
          isForm,
        });
        return answer instanceof Response ? answer : jsonResponse(answer, endpoint.status ?? 200);
      } catch (error) {
        const redirect =
          raw?.kind === "form" && onFormFailure && error instanceof AppError
            ? await onFormFailure({ ctx, error, fields: raw.value })
            : null;
        if (redirect) return redirect;
        throw error;
      }
    } catch (error) {
      return problemResponse(error, systemClock());
    }
  };
}

/** Megabytes are taken from people of the studio only, whatever the verb says later. */
async function readBinary(
  endpoint: Pick<Endpoint, "binary">,
  ctx: Ctx,
  request: Request,
): Promise<Uint8Array> {
  if (!endpoint.binary) return new Uint8Array();
  requireSignedIn(ctx.actor);
  return readBytes(request, endpoint.binary.maximumBytes);
}

function jsonResponse(data: object, status: number): Response {
  return Response.json(data, { status, headers: { "Cache-Control": "no-store" } });
}
