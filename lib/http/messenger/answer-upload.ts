import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type KeptMedia, keepMedia } from "#lib/messenger/media/media-files.ts";
import { mostMediaBytes } from "#lib/messenger/media/media-limits.ts";
import { mediaName } from "#lib/messenger/media/media-name.ts";
import { dropUnshownMedia, sendMedia } from "#lib/messenger/media/send-media.ts";
import { requireRoom } from "#lib/messenger/require-room.ts";
import { uploadFields } from "#lib/messenger/room-input.ts";
import { sendJson, takeBody } from "../files/files-call.ts";
import { readMultipart } from "../files/read-multipart.ts";
import { parseInput } from "../parse-input.ts";
import type { MediaCall } from "./media-call.ts";

const FIELDS = ["room_id", "body", "client_id"];
/** The parser cuts longer ones without a word. */
const CUT_AT_BYTES = 16_384;

/**
 * POST of a form with one file. Its fields may come before or after it; a room that is named before is looked for before
 * a byte of the file is kept.
 */
export async function answerUpload(call: MediaCall): Promise<void> {
  const { ctx, member, request, response } = call;
  const id = newId();
  const fields = new Map<string, string>();
  const files: { filename: string; kept: KeptMedia }[] = [];
  try {
    await readMultipart(
      { headers: request.headers, body: () => takeBody(call) },
      {
        field(name, value) {
          if (!FIELDS.includes(name)) return;
          if (fields.has(name)) throw twice(name);
          if (Buffer.byteLength(value) >= CUT_AT_BYTES) throw tooLong(name);
          fields.set(name, value);
        },
        async file({ field, filename, body }) {
          if (field !== "file") throw otherField(field);
          if (files.length > 0) throw twice("file");
          const roomId = fields.get("room_id");
          if (roomId !== undefined) requireRoom(ctx, member, roomId);
          // Ended in the middle it must not destroy the form, which has to tell why.
          const bytes = body.iterator({ destroyOnReturn: false });
          const kept = await keepMedia(ctx.env, id, bytes, { maximumBytes: mostMediaBytes(ctx.env) });
          files.push({ filename: mediaName(filename), kept });
        },
      },
    );
    // The header has the last word, as for messages.
    const key = request.headers["idempotency-key"];
    if (typeof key === "string") fields.set("client_id", key);
    const { room_id, body, client_id } = parseInput(uploadFields, Object.fromEntries(fields));
    const [file] = files;
    if (!file) throw missing("There is no file in the form.", "required");
    if (file.kept.size === 0) throw missing("This file is empty.", "empty");
    const message = await sendMedia(ctx, member, requireRoom(ctx, member, room_id), {
      id,
      ...file,
      body,
      idempotencyKey: client_id,
    });
    sendJson(response, 201, message);
  } catch (error) {
    await dropUnshownMedia(ctx, id);
    throw error;
  }
}

function twice(field: string): AppError {
  return new AppError("invalid_input", `The form has "${field}" more than once; send one file at a time.`, {
    errors: { [field]: ["too_many"] },
  });
}

function tooLong(field: string): AppError {
  return new AppError("invalid_input", `Please check: ${field}.`, { errors: { [field]: ["too_long"] } });
}

function otherField(name: string): AppError {
  return new AppError("invalid_input", `Send the file in the field "file", not "${name.slice(0, 100)}".`, {
    errors: { file: ["other_field"] },
  });
}

function missing(message: string, reason: string): AppError {
  return new AppError("invalid_input", message, { errors: { file: [reason] } });
}
