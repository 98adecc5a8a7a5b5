import { AppError } from "#lib/core/errors.ts";
import type { MediaView } from "#lib/media/file-view.ts";
import { type BegunFile, beginFile, HELD_BYTES, receiveStream } from "#lib/media/transfer/receive-stream.ts";
import { mediaJson } from "../media-json.ts";
import { type FilesCall, sendJson, takeBody } from "./files-call.ts";
import { readMultipart } from "./read-multipart.ts";

interface FormQuery {
  nextcloud_path?: string | undefined;
  customer_id?: string | undefined;
}

interface HeldFile {
  filename: string;
  mimeType: string;
  begun: BegunFile;
}

/** Files whose place was not known when they came, in all. */
const MAX_HELD_BYTES = 4 * HELD_BYTES;

/**
 * POST of a form with files. The fields that say where they go may come after them, while what came is small enough to
 * be held.
 */
export async function answerForm(call: FilesCall<FormQuery>): Promise<void> {
  const { ctx, request, response } = call;
  const fields = new Map(
    Object.entries(call.query).filter(([, value]) => value !== undefined && value !== ""),
  );
  const media: MediaView[] = [];
  const held: HeldFile[] = [];
  let heldBytes = 0;

  const isPlaced = () => fields.has("nextcloud_path") || fields.has("customer_id");
  const receive = async ({ filename, mimeType, begun }: HeldFile) => {
    const folder = fields.get("nextcloud_path");
    const customerId = fields.get("customer_id");
    media.push(await receiveStream(ctx, { folder, customerId, filename, mimeType, begun }));
  };

  await readMultipart(
    { headers: request.headers, body: () => takeBody(call) },
    {
      field(name, value) {
        if ((name === "nextcloud_path" || name === "customer_id") && value !== "") fields.set(name, value);
      },
      async file({ field, filename, mimeType, body }) {
        if (field !== "file" && field !== "file[]" && field !== "files") throw unknownField(field);
        const file = { filename, mimeType, begun: await beginFile(body) };
        if (isPlaced()) {
          for (const earlier of held.splice(0)) await receive(earlier);
          return receive(file);
        }
        heldBytes += file.begun.head.length;
        if (file.begun.rest !== null || heldBytes > MAX_HELD_BYTES) throw fieldsFirst();
        held.push(file);
      },
    },
  );
  for (const file of held) await receive(file);
  const [first] = media;
  if (!first)
    throw new AppError("invalid_input", "There is no file in the form.", { errors: { file: ["required"] } });
  const status = media.some(({ state }) => state === "waiting") ? 202 : 201;
  sendJson(response, status, media.length === 1 ? mediaJson(first) : { media: media.map(mediaJson) });
}

function fieldsFirst(): AppError {
  return new AppError(
    "invalid_input",
    "Say where the files go before you send them: nextcloud_path or customer_id must come before file in the form, or stand in the address.",
    { errors: { nextcloud_path: ["before_file"] } },
  );
}

function unknownField(name: string): AppError {
  return new AppError("invalid_input", `Send files in the field "file", not "${name.slice(0, 100)}".`, {
    errors: { file: ["other_field"] },
  });
}
