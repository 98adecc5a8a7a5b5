import { noteMediaKept } from "#db/queries/messenger-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { createMatrixClient } from "../matrix/create-matrix-client.ts";
import { keepMedia } from "./media-files.ts";
import { mostMediaBytes } from "./media-limits.ts";

type MediaCtx = Pick<Ctx, "db" | "env" | "now">;

/**
 * Fetches a file from the homeserver and keeps a copy; whoever asks meanwhile waits for the same.
 * @throws AppError `messenger_not_configured`, `too_large`, `not_found`; UpstreamError
 */
export function fetchMedia(ctx: MediaCtx, media: { id: string; mxc: string }): Promise<void> {
  const underWay = processWide("messenger.fetch-media", () => new Map<string, Promise<void>>());
  const known = underWay.get(media.id);
  if (known) return known;
  const fetching = fetchAnew(ctx, media).finally(() => underWay.delete(media.id));
  underWay.set(media.id, fetching);
  return fetching;
}

async function fetchAnew(ctx: MediaCtx, { id, mxc }: { id: string; mxc: string }): Promise<void> {
  const maximumBytes = mostMediaBytes(ctx.env);
  const { MATRIX_HOMESERVER_URL, MATRIX_SERVER_NAME, MATRIX_AS_TOKEN } = ctx.env;
  if (!MATRIX_HOMESERVER_URL || !MATRIX_SERVER_NAME || !MATRIX_AS_TOKEN)
    throw new AppError("messenger_not_configured", "This file lies at a homeserver that is not configured.");
  const client = createMatrixClient({
    homeserverUrl: MATRIX_HOMESERVER_URL,
    serverName: MATRIX_SERVER_NAME,
    asToken: MATRIX_AS_TOKEN,
    now: ctx.now,
  });
  try {
    const { body } = await client.downloadMedia(mxc);
    await keepMedia(ctx.env, id, body, { maximumBytes });
    noteMediaKept(ctx.db, id, true);
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-found")
      throw new AppError("not_found", "The homeserver does not have this file any more.", { cause: error });
    throw error;
  }
}
