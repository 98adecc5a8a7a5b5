import { database } from "#db/client.ts";
import { type Actor, customer } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireSignedIn } from "#lib/auth/permissions.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { clientAddress } from "./client-address.ts";
import type { Endpoint } from "./endpoint.ts";
import { type LimitRule, takeLimit } from "./limits.ts";
import { messengerActor } from "./messenger-actor.ts";
import { parseInput } from "./parse-input.ts";
import { problemResponse } from "./problem.ts";
import { type FormFields, type RequestBody, readBody, readBytes } from "./read-body.ts";
import {
  isMultipart,
  type PictureForm,
  readPictureForm,
  tokensIn,
  withPictureRefusals,
} from "./read-picture-form.ts";
import { isFormOfBrowser, isPlainForm, refusedPage } from "./refused-page.ts";
import { resolveActor } from "./resolve-actor.ts";

export interface RouteCall<Query, Body> {
  /** With a `signal` where it is only read: what somebody who left asked for needs no answer, what they sent is done. */
  ctx: Ctx & { signal?: AbortSignal | undefined };
  request: Request;
  /** Ends when the browser leaves. */
  signal: AbortSignal;
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The body as it came, where the endpoint takes it so; else empty. */
  bytes: Uint8Array;
  isForm: boolean;
  /** The files that came with a form, where the endpoint takes pictures. */
  pictures: Pick<PictureForm, "pictures" | "refused">;
}

type NextRoute = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * A route handler: limits, who acts, parsing, then the verb; every failure becomes a problem response. A handler
 * answers a Response, or data for a JSON body with the endpoint's status. `onFormFailure` turns a refused plain
 * form into a redirect back to its page; where that cannot be, a browser is answered a page.
 */
export function route<Query, Body>(
  endpoint: Endpoint<Query, Body>,
  handle: (call: RouteCall<Query, Body>) => Promise<Response | object>,
  onFormFailure?: (failure: { ctx: Ctx; error: AppError; fields: FormFields }) => Promise<Response | null>,
): NextRoute {
  return async (request, context) => {
    const base = { db: database(env().DATABASE_URL), env: env(), now: systemClock };
    try {
      const tooMuch = await overLimit(base, endpoint.limit, request, onFormFailure !== undefined);
      const actor = await actorOf(base, request, endpoint);
      const ctx: Ctx = { ...base, actor };
      const query = parseInput(endpoint.query, Object.fromEntries(new URL(request.url).searchParams));
      const takesPictures = endpoint.pictures && isMultipart(request);
      const form = takesPictures ? await readPictureForm(ctx, request, tooMuch === null) : null;
      const raw = form ? formBody(form) : endpoint.body ? await readBody(request) : null;
      const pictures = form ?? { pictures: [], refused: [] };
      const bytes = await readBinary(endpoint, ctx, request);
      try {
        if (tooMuch) throw tooMuch;
        const body = parseBody(endpoint, raw, pictures);
        const isForm = raw?.kind === "form";
        const answer = await handle({
          ctx: endpoint.method === "GET" ? { ...ctx, signal: request.signal } : ctx,
          request,
          signal: request.signal,
          params: await context.params,
          query,
          body,
          bytes,
          isForm,
          pictures,
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
      return onFormFailure && isFormOfBrowser(request)
        ? refusedPage(request, error, systemClock())
        : problemResponse(error, systemClock());
    }
  };
}

function actorOf(
  base: Pick<Ctx, "db" | "env" | "now">,
  request: Request,
  endpoint: Endpoint,
): Promise<Actor> | Actor {
  if (endpoint.access === "public") return customer;
  return endpoint.access === "messenger"
    ? messengerActor(base, request, endpoint)
    : resolveActor(base, request, endpoint);
}

/**
 * Takes the limit. Over it a plain form that can come back is read all the same, so that nothing typed is lost, as often
 * as a limit of its own allows. @returns why it is refused then. @throws AppError `rate_limited`
 */
async function overLimit(
  base: Pick<Ctx, "db" | "env" | "now">,
  rule: LimitRule,
  request: Request,
  comesBack: boolean,
): Promise<AppError | null> {
  const address = clientAddress(request);
  try {
    await takeLimit(base, rule, address);
    return null;
  } catch (error) {
    if (!(error instanceof AppError && comesBack && isPlainForm(request))) throw error;
    await takeLimit(base, "returned", address).catch(() => {
      throw error;
    });
    return error;
  }
}

function formBody({ fields }: PictureForm): RequestBody {
  return { kind: "form", value: fields };
}

function parseBody<Body>(
  endpoint: Pick<Endpoint<unknown, Body>, "body" | "pictures">,
  raw: RequestBody | null,
  { refused }: Pick<PictureForm, "refused">,
): Body {
  // One token of a plain form, or several in one field, are a list all the same.
  const tokens = endpoint.pictures && raw?.kind === "form" ? tokensIn(raw.value) : [];
  const value = tokens.length > 0 && raw?.kind === "form" ? { ...raw.value, pictures: tokens } : raw?.value;
  try {
    const body = parseInput(endpoint.body, value);
    // What takes pictures alone says itself what was left out.
    if (endpoint.body && refused.length > 0) throw withPictureRefusals(null, refused);
    return body;
  } catch (error) {
    throw withPictureRefusals(error, refused);
  }
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
