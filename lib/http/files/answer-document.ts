import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/core/errors.ts";
import { downloadDocument } from "#lib/hub/ecodms/download-document.ts";
import { documentParams } from "../endpoints/ecodms-endpoints.ts";
import { parseInput } from "../parse-input.ts";
import { contentDisposition } from "./content-disposition.ts";
import { FILE_SAFETY } from "./file-headers.ts";
import { expectReader, type FilesCall } from "./files-call.ts";
import { pumpBody } from "./pump-body.ts";
import { safeContentType } from "./safe-content-type.ts";

/** GET of a document of ecoDMS. Never for HEAD: somebody would pay for a file that nobody reads. */
export async function answerDocument(call: FilesCall<{ version?: number | undefined }>): Promise<void> {
  const { ctx, response, params, query } = call;
  requireOwnPage(call.request);
  const { id } = parseInput(documentParams, params);
  const { name, size, body } = await downloadDocument(ctx, { id, version: query.version });
  response.writeHead(200, {
    ...FILE_SAFETY,
    "Content-Type": safeContentType(name, undefined),
    "Content-Length": size,
    "Content-Disposition": contentDisposition("attachment", name),
    "Cache-Control": "no-store",
  });
  expectReader(response);
  await pumpBody({ status: 200, headers: {}, body, abort: () => void body.destroy() }, response, size);
}

/** Another site could spend the studio's money through a browser that is signed in; a token is sent on purpose. */
function requireOwnPage({ headers }: IncomingMessage): void {
  const site = headers["sec-fetch-site"] ?? "none";
  if (headers.authorization === undefined && site !== "none" && site !== "same-origin")
    throw new AppError("not_allowed", "This request came from another site.");
}
