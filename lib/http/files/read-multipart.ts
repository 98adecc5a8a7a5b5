import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { AppError } from "#lib/core/errors.ts";

export interface MultipartFile {
  field: string;
  filename: string;
  mimeType: string;
  body: Readable;
}

const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 16_384,
  fields: 20,
  files: 100,
  parts: 120,
  headerPairs: 50,
  headerSize: 16_384,
};

/**
 * Reads a form part by part, each when the one before is done, and nothing ahead of them.
 * @throws AppError `invalid_input` for what is no form, has too many parts, or ends in the middle; and what the
 *   callbacks throw, at which the rest is left unread. By then none of them is at work any more, and whoever
 *   called can clear away what they made
 */
export async function readMultipart(
  source: { headers: IncomingHttpHeaders; body: () => Readable },
  on: { field(name: string, value: string): void; file(file: MultipartFile): Promise<void> },
  limits: { fields?: number } = {},
): Promise<void> {
  const form = openForm(source.headers, limits);
  const body = source.body();
  let files = Promise.resolve();
  let isRefused = false;
  const open: { file?: Readable } = {};
  try {
    await new Promise<void>((resolve, reject) => {
      form.on("field", (name, value) => {
        // Thrown inside the parser's write it would be nobody's, and end the process.
        try {
          on.field(name ?? "", value);
        } catch (error) {
          reject(error);
        }
      });
      form.on("file", (field, stream, filename, _encoding, mimeType) => {
        open.file = stream;
        // Whoever reads it hears of it, too; nobody may be reading yet.
        stream.on("error", reject);
        const file = { field: field ?? "", filename: filename ?? "", mimeType, body: stream };
        files = files.then(() => (isRefused ? undefined : on.file(file))).then(() => void stream.resume());
        files.catch(reject);
      });
      for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const)
        form.on(limit, () => reject(notAForm("The form has too many parts.")));
      form.on("error", (error) => reject(error));
      form.on("finish", () => files.then(resolve, reject));
      body.on("error", reject);
      body.on("close", () => {
        if (!body.readableEnded) reject(notAForm("The form ended in the middle."));
      });
      body.pipe(form);
    }).finally(() => {
      body.unpipe(form);
      body.pause();
    });
  } catch (error) {
    const failure =
      error instanceof AppError || !isOfForm(error) ? error : notAForm("The form cannot be read.", error);
    isRefused = true;
    open.file?.destroy(failure instanceof Error ? failure : undefined);
    await files.catch(() => undefined);
    throw failure;
  }
}

function openForm(headers: IncomingHttpHeaders, limits: { fields?: number }) {
  const type = headers["content-type"];
  if (type === undefined || !/^multipart\/form-data\b/i.test(type))
    throw notAForm("Send multipart/form-data.");
  try {
    return new Busboy({
      headers: { ...headers, "content-type": type },
      limits: { ...LIMITS, ...limits },
      fileHwm: 65_536,
    });
  } catch (error) {
    throw notAForm("The form cannot be read.", error);
  }
}

/** Dicer's and busboy's own errors are plain ones that speak of the form. */
function isOfForm(error: unknown): boolean {
  return (
    error instanceof Error &&
    /multipart|part terminated|boundary|unexpected end|malformed/i.test(error.message)
  );
}

function notAForm(message: string, cause?: unknown): AppError {
  return new AppError("invalid_input", message, { errors: { body: ["not_a_form"] }, cause });
}
