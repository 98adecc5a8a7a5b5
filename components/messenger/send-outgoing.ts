import { ApiProblem, readProblem } from "#components/console/api.ts";
import { sendBody } from "#components/media/upload/send-body.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import { multipartBody } from "./attachment.ts";
import type { Outgoing } from "./outgoing.ts";
import { readMessage } from "./read-messenger.ts";

/** Words are short: a request that takes so long hangs on a connection that is gone, and the next ones wait for it. */
const HUNG_MS = 60_000;

type Words = Pick<Outgoing, "key" | "roomId" | "body">;

/** Words into a room. Sent again under the same key they are one message. @throws ApiProblem */
export async function sendText({ key, roomId, body }: Words, signal: AbortSignal): Promise<MessageJson> {
  let response: Response;
  try {
    response = await fetch("/api/v1/messages/send", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ room_id: roomId, body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(HUNG_MS)]),
    });
  } catch {
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  if (!response.ok) throw await readProblem(response);
  return stored(await response.json().catch(() => null));
}

/** A file into a room, with words beside it where there are any; sent again it is one message too. @throws ApiProblem */
export async function sendFile(
  { key, roomId, body, file }: Words & { file: File },
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<MessageJson> {
  const { blob, contentType } = multipartBody({ roomId, file, body, clientId: key }, `parlour-${key}`);
  const answer = await sendBody("POST", "/api/v1/messages/upload", blob, { signal, onProgress, contentType });
  return stored(answer.body);
}

function stored(answer: unknown): MessageJson {
  const message = readMessage(answer);
  // Without a number it would wait for good for the history to show it.
  if (message.seq <= 0) throw new ApiProblem({ code: "unreadable", status: 0, detail: "" });
  return message;
}
