import { expect, test } from "vitest";
import { ApiProblem } from "#components/console/api.ts";
import type { MessageChangedEventJson } from "#lib/messenger/event-json.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";
import { roomHistory } from "./room-history.ts";
import { message } from "./test-message.ts";

/** A server with a room in it, as `GET /api/v1/messages/history/{room}` answers. */
function server(count: number) {
  const messages: MessageJson[] = [];
  const say = (more = 1) => {
    for (let n = 0; n < more; n++) messages.push(message({ seq: messages.length + 1 }));
  };
  say(count);
  const asked: string[] = [];
  const faults: Error[] = [];
  let gate: Promise<void> = Promise.resolve();
  const read = async (path: string): Promise<unknown> => {
    asked.push(path.split("?")[1] ?? "");
    const query = new URL(path, "http://x").searchParams;
    await gate;
    const fault = faults.shift();
    if (fault) throw fault;
    const limit = Number(query.get("limit"));
    const after = query.get("after");
    const before = Number(query.get("before") ?? Number.POSITIVE_INFINITY);
    const fitting = messages.filter(({ seq }) => (after === null ? seq < before : seq > Number(after)));
    const page = after === null ? fitting.slice(-limit) : fitting.slice(0, limit);
    const [first, last] = [page[0]?.seq, page.at(-1)?.seq];
    return {
      room_id: "r",
      messages: page,
      prev_cursor: first !== undefined && first > 1 ? first : null,
      next_cursor: last !== undefined && last < messages.length ? last : null,
    };
  };
  return {
    messages,
    asked,
    faults,
    say,
    read,
    /** Nothing is answered until the returned function is called. */
    hold() {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return held.resolve;
    },
  };
}

const seqs = (history: ReturnType<typeof roomHistory>) =>
  history.state().shown?.messages.map(({ seq }) => seq) ?? null;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

test("the newest page first, then what came since, then what is older, without a gap", async () => {
  const room = server(70);
  const history = roomHistory("r", room.read);
  expect(seqs(history)).toBeNull();
  await history.catchUp();
  expect(seqs(history)).toEqual(range(21, 70));
  room.say(2);
  await history.catchUp();
  expect(seqs(history)).toEqual(range(21, 72));
  await history.older();
  expect(seqs(history)).toEqual(range(1, 72));
  expect(history.state().shown?.older).toBeNull();
  await history.older();
  expect(room.asked).toEqual(["limit=50", "limit=100&after=70", "limit=50&before=21"]);
});

test("asked for while it asks, it asks once more and no oftener", async () => {
  const room = server(1);
  const history = roomHistory("r", room.read);
  const go = room.hold();
  const asked = [history.catchUp(), history.catchUp(), history.catchUp()];
  room.say();
  expect(history.state().busy).toBe(true);
  go();
  await Promise.all(asked);
  expect(room.asked).toHaveLength(2);
  expect(seqs(history)).toEqual([1, 2]);
  expect(history.state().busy).toBe(false);
});

test("more than anybody reads up to: the newest page stands alone", async () => {
  const room = server(3);
  const history = roomHistory("r", room.read);
  await history.catchUp();
  room.say(200);
  await history.catchUp();
  expect(seqs(history)).toEqual(range(154, 203));
  expect(history.state().shown?.older).toBe(154);
});

test("an older page for what is not shown any more is left out", async () => {
  const room = server(60);
  const history = roomHistory("r", room.read);
  await history.catchUp();
  const go = room.hold();
  const older = history.older();
  room.say(300);
  const newest = history.renew();
  go();
  await Promise.all([older, newest]);
  expect(seqs(history)).toEqual(range(311, 360));
});

test("a failure is told, keeps what is shown, and is forgotten by the next answer", async () => {
  const room = server(60);
  const history = roomHistory("r", room.read);
  room.faults.push(new ApiProblem({ code: "offline", status: 0, detail: "" }));
  await history.catchUp();
  expect(history.state()).toMatchObject({ shown: null, busy: false, problem: { code: "offline" } });
  await history.catchUp();
  expect(history.state().problem).toBeNull();
  room.faults.push(new Error("no JSON"));
  await history.older();
  expect(history.state()).toMatchObject({ olderBusy: false, olderProblem: { code: "unreadable" } });
  expect(seqs(history)).toEqual(range(11, 60));
  await history.older();
  expect(history.state().olderProblem).toBeNull();
  expect(seqs(history)).toEqual(range(1, 60));
});

const change = (given: Partial<MessageChangedEventJson>): MessageChangedEventJson => ({
  type: "message_changed",
  seq: 1,
  room_id: "r",
  event_id: "$2",
  ...given,
});

test("a change is shown at once; of one that is not known the page is asked for", async () => {
  const room = server(3);
  const history = roomHistory("r", room.read);
  history.change(change({ body: "before anything is shown" }));
  expect(room.asked).toEqual([]);
  await history.catchUp();
  let told = 0;
  const end = history.watch(() => told++);
  history.change(change({ body: "Edited", edited_at: "2026-03-10T12:01:00.000Z", state: "sent" }));
  expect(told).toBe(1);
  expect(history.state().shown?.messages[1]).toMatchObject({
    body: "Edited",
    state: "sent",
    removed: false,
    edited_at: "2026-03-10T12:01:00.000Z",
  });
  history.change(change({ removed: true }));
  expect(history.state().shown?.messages[1]).toMatchObject({ body: "", removed: true });
  end();
  history.change(change({ event_id: "$9", removed: true }));
  await history.catchUp();
  expect(told).toBe(2);
  expect(room.asked.slice(0, 2)).toEqual(["limit=50", "limit=50"]);
});
