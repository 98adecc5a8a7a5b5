import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/core/errors.ts";

/** Bytes of a request's body. @throws AppError `invalid_input` where nobody says */
export function contentLength(request: IncomingMessage): number {
  const written = request.headers["content-length"];
  if (
    written !== undefined &&
    request.headers["transfer-encoding"] === undefined &&
    /^\d{1,15}$/.test(written)
  )
    return Number(written);
  throw new AppError("invalid_input", "Send the file with its Content-Length.", {
    errors: { content_length: ["required"] },
  });
}
