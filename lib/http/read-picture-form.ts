import { Readable, Transform } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { MAX_FORM_BYTES } from "#lib/pictures/picture-limits.ts";
import {
  type PictureIntake,
  type ReceivedPicture,
  type RefusedPicture,
  receivePictures,
} from "#lib/pictures/receive-pictures.ts";
import { clientAddress } from "./client-address.ts";
import { readMultipart } from "./files/read-multipart.ts";
import { type FormFields, formFields, MAX_BODY_BYTES } from "./read-body.ts";

export interface PictureForm {
  /** As of any form; `pictures` are the tokens of what the form had and of what came with it. */
  fields: FormFields;
  /** What came with it. */
  pictures: ReceivedPicture[];
  refused: RefusedPicture[];
}

export function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
}

/**
 * A plain form with pictures (`picture`, any number of files): each file is taken as it streams and kept as a draft,
 * what is refused stands in nobody's way. With `keeps` false files are passed over.
 * @throws AppError `invalid_input` for what is no form, `too_large`
 */
export async function readPictureForm(ctx: Ctx, request: Request, keeps = true): Promise<PictureForm> {
  const pairs: [string, string][] = [];
  let size = 0;
  const received: { intake?: PictureIntake } = {};
  const body = () => bounded(request);
  await readMultipart(
    { headers: { "content-type": request.headers.get("content-type") ?? "" }, body },
    {
      field(name, value) {
        size += name.length + value.length;
        if (size > MAX_BODY_BYTES) throw tooManyWords();
        pairs.push([name, value]);
      },
      async file({ field, filename, body: file }) {
        if (field !== "picture" || !keeps) return void file.resume();
        // Fields come before files in our forms: by then it is known how many pictures the form has.
        const already = () => tokensIn(formFields(pairs)).length;
        received.intake ??= receivePictures(ctx, already(), clientAddress(request));
        await received.intake.take({ filename, body: file });
      },
    },
    { fields: 80 },
  );
  const fields = formFields(pairs);
  const { pictures = [], refused = [] } = received.intake ?? {};
  const tokens = [...tokensIn(fields), ...pictures.map(({ token }) => token)];
  return { fields: { ...fields, ...(tokens.length > 0 && { pictures: tokens }) }, pictures, refused };
}

/** Says of a form's own mistakes and of its pictures at once, so that nobody sends it three times. */
export function withPictureRefusals(error: unknown, refused: RefusedPicture[]): unknown {
  if (refused.length === 0) return error;
  if (error !== null && !(error instanceof AppError && error.code === "invalid_input")) return error;
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  const others = error instanceof AppError ? error.errors : {};
  return new AppError("invalid_input", "Some files were left out. Please look at the pictures.", {
    errors: { ...others, pictures: reasons },
  });
}

/** The tokens a form carries, however its fields were joined. */
export function tokensIn(fields: FormFields): string[] {
  const { pictures = [] } = fields;
  return [pictures].flat().flatMap((value) => value.split(/\s+/).filter(Boolean));
}

/** The form's bytes; ends with `too_large` where it never ends. */
function bounded(request: Request): Readable {
  let size = 0;
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.byteLength;
      if (size > MAX_FORM_BYTES) done(tooLarge());
      else done(null, chunk);
    },
  });
  if (!request.body) return Readable.from([]);
  const source = Readable.fromWeb(request.body as WebStream);
  source.on("error", (error) => meter.destroy(error));
  meter.on("close", () => source.destroy());
  return source.pipe(meter);
}

function tooManyWords(): AppError {
  return new AppError("too_large", "The words of the form are larger than 256 kB.");
}

function tooLarge(): AppError {
  return new AppError("too_large", "The form is larger than 160 MB.");
}
