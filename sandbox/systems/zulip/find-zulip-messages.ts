import { findStream } from "./send-zulip-message.ts";
import { badRequest, jsonOr, needed, ZulipRefusal } from "./zulip-answers.ts";
import { BOT_ID, personOf, type Sent, type ZulipState } from "./zulip-state.ts";

const MOST = 5000;

/** `GET /messages`, oldest first. https://zulip.com/api/get-messages */
export function findZulipMessages(state: ZulipState, parameters: URLSearchParams) {
  const before = wholeNumber(parameters, "num_before");
  const after = wholeNumber(parameters, "num_after");
  if (before + after > MOST) throw badRequest(`Too many messages requested (maximum ${MOST}).`);
  const matching = state.messages.filter(narrowOf(state, parameters.get("narrow") ?? "[]"));
  const anchor = anchorOf(parameters, matching);
  const isIncluded = parameters.get("include_anchor") !== "false";
  const older = matching.filter(({ id }) => id < anchor);
  const newer = matching.filter(({ id }) => id > anchor);
  const own = isIncluded ? matching.filter(({ id }) => id === anchor) : [];
  const taken = [...older.slice(Math.max(0, older.length - before)), ...own, ...newer.slice(0, after)];
  const isHtml = parameters.get("apply_markdown") !== "false";
  return {
    anchor,
    found_anchor: own.length > 0,
    found_oldest: older.length <= before,
    found_newest: newer.length <= after,
    history_limited: false,
    messages: taken.map((sent) => shown(state, sent, isHtml)),
  };
}

function wholeNumber(parameters: URLSearchParams, name: string): number {
  const value = Number(needed(parameters, name));
  if (Number.isInteger(value) && value >= 0) return value;
  throw badRequest(`${name} is not valid JSON`);
}

function anchorOf(parameters: URLSearchParams, matching: Sent[]): number {
  const written = parameters.get("anchor") ?? "first_unread";
  if (written === "oldest") return 0;
  if (["newest", "first_unread"].includes(written)) return Math.max(10 ** 12, matching.at(-1)?.id ?? 0);
  const id = Number(written);
  if (Number.isInteger(id) && id >= 0) return id;
  throw badRequest("Invalid anchor");
}

function narrowOf(state: ZulipState, narrow: string): (sent: Sent) => boolean {
  const terms = jsonOr(narrow);
  if (!Array.isArray(terms)) throw badRequest("narrow is not valid JSON");
  const tests = terms.map((term: { operator?: unknown; operand?: unknown }) => termOf(state, term));
  const mayRead = (sent: Sent) =>
    "streamId" in sent.to
      ? findStream(state, sent.to.streamId) !== undefined
      : sent.to.userIds.includes(BOT_ID);
  return (sent) => mayRead(sent) && tests.every((isIn) => isIn(sent));
}

function termOf(
  state: ZulipState,
  { operator, operand }: { operator?: unknown; operand?: unknown },
): (sent: Sent) => boolean {
  if (operator === "channel" || operator === "stream") {
    const found = findStream(state, operand);
    if (!found) throw badNarrow("unknown channel");
    return ({ to }) => "streamId" in to && to.streamId === found.id;
  }
  if (operator === "topic")
    return ({ to }) => "topic" in to && to.topic.toLowerCase() === String(operand).toLowerCase();
  if (operator === "sender") {
    const found = state.people.find(({ id, email }) => id === operand || email === operand);
    if (!found) throw badNarrow("unknown user");
    return ({ senderId }) => senderId === found.id;
  }
  throw badNarrow("unknown operator");
}

function badNarrow(desc: string): ZulipRefusal {
  return new ZulipRefusal(400, "BAD_NARROW", `Invalid narrow operator: ${desc}`, { desc });
}

function shown(state: ZulipState, sent: Sent, isHtml: boolean) {
  const sender = personOf(state, sent.senderId);
  const { to } = sent;
  const stream = "streamId" in to ? state.streams.find(({ id }) => id === to.streamId) : undefined;
  return {
    id: sent.id,
    type: stream ? "stream" : "private",
    sender_id: sender.id,
    sender_full_name: sender.name,
    sender_email: sender.email,
    timestamp: sent.timestamp,
    subject: "topic" in to ? to.topic : "",
    content: isHtml
      ? `<p>${sent.content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`
      : sent.content,
    content_type: isHtml ? "text/html" : "text/x-markdown",
    flags: ["read"],
    reactions: [],
    avatar_url: null,
    client: "website",
    ...(stream
      ? { display_recipient: stream.name, stream_id: stream.id }
      : {
          display_recipient: ("userIds" in to ? to.userIds : []).map((id) => {
            const { name, email } = personOf(state, id);
            return { id, full_name: name, email, is_mirror_dummy: false };
          }),
        }),
  };
}
