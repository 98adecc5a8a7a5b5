import type { Readable } from "node:stream";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { findDocument } from "#lib/integrations/ecodms/find-document.ts";
import { openDocument } from "#lib/integrations/ecodms/open-document.ts";
import { askConnector } from "../ask-connector.ts";
import { countPaidCall } from "../count-paid-call.ts";
import { openCachedDocument } from "../document-cache.ts";
import { documentKey } from "./document-key.ts";

export interface DocumentDownload {
  name: string;
  /** Bytes. */
  size: number;
  body: Readable;
}

/**
 * A document's file, the newest version unless said. ecoDMS is paid for each download, so the same version of it is
 * fetched once and kept (lib/hub/document-cache.ts); whether it is still that one is asked each time, which is free.
 * @throws AppError unless the front desk asks, `not_found` for an unknown document or version, before anything is paid;
 *   else as `askConnector`
 */
export async function downloadDocument(
  ctx: Ctx,
  { id, version }: { id: number; version?: number },
): Promise<DocumentDownload> {
  const document = await askConnector(ctx, "ecodms", (client) => findDocument(client, { id }));
  const { versions } = document;
  if (version !== undefined && !versions.some((known) => known.id === version))
    throw new AppError("not_found", `Document ${id} has no version ${version}.`);
  // Named, so that what is archived in this moment cannot come under the version's key.
  const asked = version ?? versions.at(-1)?.id;
  const beforePaid = () => countPaidCall(ctx, "ecodms");
  const kept = await openCachedDocument(ctx.env, documentKey(ctx.env, id, asked ?? null), (keep) =>
    askConnector(ctx, "ecodms", (client) => openDocument(client, { id, version: asked, beforePaid }, keep)),
  );
  return { name: kept.name ?? document.name, size: kept.size, body: kept.body };
}
