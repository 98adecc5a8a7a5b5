import { badRequest, jsonOr, needed, ZulipRefusal } from "./zulip-answers.ts";
import { BOT_ID, type Sent, type Stream, type ZulipState } from "./zulip-state.ts";

const LONGEST_CONTENT = 10_000;
const LONGEST_TOPIC = 60;

/** `POST /messages`. https://zulip.com/api/send-message */
export function sendZulipMessage(state: ZulipState, parameters: URLSearchParams, nowMs: number) {
  const type = needed(parameters, "type");
  const to = jsonOr(needed(parameters, "to"));
  const content = needed(parameters, "content").trimEnd().replace(/^\n+/, "");
  if (content === "") throw badRequest("Message must not be empty");
  if (content.includes("\0")) throw badRequest("Message must not contain null bytes");
  const sent: Sent = {
    id: (state.messages.at(-1)?.id ?? 1000) + 1,
    senderId: BOT_ID,
    timestamp: Math.floor(nowMs / 1000),
    content: shortened(content, LONGEST_CONTENT, "\n[message truncated]"),
    to: ["stream", "channel"].includes(type)
      ? {
          streamId: streamNamed(state, to).id,
          topic: topicOf(parameters),
        }
      : { userIds: peopleNamed(state, type, to) },
  };
  state.messages.push(sent);
  return { id: sent.id, automatic_new_visibility_policy: null };
}

function topicOf(parameters: URLSearchParams): string {
  const topic = (parameters.get("topic") ?? "").trim();
  const steers = topic.search(/\p{Cc}/u);
  if (steers !== -1) throw badRequest(`Invalid character in topic, at position ${steers + 1}!`);
  return shortened(topic, LONGEST_TOPIC, "...");
}

/** By id or by name, whatever its case; what the account may not see is not there. */
export function findStream(state: ZulipState, wanted: unknown): Stream | undefined {
  return state.streams.find(
    ({ id, name, isPrivate, members }) =>
      (id === wanted || name.toLowerCase() === String(wanted).toLowerCase()) &&
      (!isPrivate || members.includes(BOT_ID)),
  );
}

function streamNamed(state: ZulipState, to: unknown): Stream {
  const [wanted] = Array.isArray(to) ? to : [to];
  const found = findStream(state, wanted);
  if (found) return found;
  const isId = typeof wanted === "number";
  throw new ZulipRefusal(
    400,
    "STREAM_DOES_NOT_EXIST",
    isId ? `Channel with ID '${wanted}' does not exist` : `Channel '${wanted}' does not exist`,
    isId ? { stream_id: wanted } : { stream: wanted },
  );
}

function peopleNamed(state: ZulipState, type: string, to: unknown): number[] {
  if (!["direct", "private"].includes(type)) throw badRequest("Invalid type");
  const wanted: unknown[] = Array.isArray(to) ? to : [to];
  if (wanted.length === 0) throw badRequest("Message must have recipients");
  const ids = wanted.map((one) => {
    const found = state.people.find(({ id, email }) => id === one || email === one);
    if (!found)
      throw badRequest(typeof one === "number" ? `Invalid user ID ${one}` : `Invalid email '${one}'`);
    if (!found.isActive) throw badRequest(`'${found.email}' is no longer using Zulip.`);
    return found.id;
  });
  return [...new Set([...ids, BOT_ID])];
}

/** Zulip cuts in silence. */
function shortened(text: string, longest: number, end: string): string {
  return text.length <= longest ? text : text.slice(0, longest - end.length) + end;
}
