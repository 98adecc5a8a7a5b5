import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MessengerEventJson } from "#lib/messenger/event-json.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { claimToasts } from "./claim-toasts.ts";
import { type EventHub, eventHub } from "./event-hub.ts";
import { shareStream } from "./share-stream.ts";

/** Tabs of one browser: locks and channels are Node's own, the connection is held by the test. */

class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeStream[] = [];
  readyState = 1;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeStream.all.push(this);
  }
  close() {
    this.readyState = FakeStream.CLOSED;
  }
  say(event: MessengerEventJson, id = "") {
    const data = JSON.stringify(event);
    this.dispatchEvent(Object.assign(new Event("message"), { data, lastEventId: id }));
  }
  fail() {
    this.close();
    this.dispatchEvent(new Event("error"));
  }
}

const connected: MessengerEventJson = { type: "connected", user: "u", display_name: "U" };
const room = (seq: number): MessengerEventJson => ({ type: "room", seq, room_id: "r" });

let ends: (() => void)[] = [];
let visible: DocumentVisibilityState = "visible";
beforeEach(() => {
  visible = "visible";
  FakeStream.all = [];
  const page = Object.defineProperty(new EventTarget(), "visibilityState", { get: () => visible });
  vi.stubGlobal("document", page);
  vi.stubGlobal("EventSource", FakeStream);
  vi.stubGlobal("window", Object.assign(new EventTarget(), { BroadcastChannel }));
});
afterEach(() => {
  for (const end of ends) end();
  ends = [];
  vi.unstubAllGlobals();
});

interface Tab {
  hub: EventHub;
  heard: string[];
  close(): void;
}

function tab(userId: string, since: number): Tab {
  const hub = eventHub();
  const heard: string[] = [];
  hub.listen((event) => heard.push("seq" in event ? String(event.seq) : event.type));
  const close = shareStream({ userId, since, hub });
  ends.push(close);
  return { hub, heard, close };
}

async function streams(count: number): Promise<FakeStream> {
  await waitFor(`stream ${count}`, () => FakeStream.all.length >= count);
  expect(FakeStream.all).toHaveLength(count);
  const last = FakeStream.all.at(-1);
  if (!last) throw new Error("no stream");
  return last;
}

test("two tabs hear the same by one connection; the other goes on where the first one left", async () => {
  const user = "two-tabs";
  const first = tab(user, 10);
  const stream = await streams(1);
  expect(stream.url).toBe("/api/v1/events/stream?last_event_id=10");
  stream.say({ ...connected, user });
  stream.say(room(11), "11");
  const second = tab(user, 10);
  // What it missed is told by the first.
  await waitFor("what it missed", () => second.heard.length > 0 && second.hub.state() === "live");
  expect(second.heard).toEqual(["11"]);
  stream.say(room(12), "12");
  stream.say(room(12), "12");
  await waitFor("the next", () => second.heard.length > 1);
  expect(second.heard).toEqual(["11", "12"]);
  expect(first.heard).toEqual(["11", "12"]);
  expect(FakeStream.all).toHaveLength(1);

  first.close();
  const next = await streams(2);
  expect(stream.readyState).toBe(FakeStream.CLOSED);
  expect(next.url).toBe("/api/v1/events/stream?last_event_id=12");
  next.say({ ...connected, user });
  next.say(room(13), "13");
  expect(second.heard).toEqual(["11", "12", "13"]);
});

test("a reset is passed on, and what comes after it is heard whatever its number", async () => {
  const one = tab("reset", 500);
  const stream = await streams(1);
  stream.say({ ...connected, user: "reset" });
  stream.say({ type: "reset", reason: "too_old" });
  stream.say(room(3), "3");
  // Who was too slow is told so, and hears nothing twice.
  stream.say({ type: "reset", reason: "slow" });
  stream.say(room(3), "3");
  stream.say(room(4), "4");
  expect(one.heard).toEqual(["reset", "3", "reset", "4"]);
});

test("refused it is offline; another person's stream is left alone", async () => {
  const one = tab("mine", 0);
  const stream = await streams(1);
  stream.fail();
  expect(one.hub.state()).toBe("offline");
  window.dispatchEvent(new Event("online"));
  const again = await streams(2);
  again.say({ ...connected, user: "somebody else" });
  again.say(room(1), "1");
  expect(one.hub.state()).toBe("offline");
  expect(again.readyState).toBe(FakeStream.CLOSED);
});

test("what is urgent is shown in one tab only, and waits where nobody looks", async () => {
  const shown: string[] = [];
  const tabs = [claimToasts("urgent-test"), claimToasts("urgent-test")];
  ends.push(...tabs.map(({ end }) => end));
  tabs.forEach((one, index) => {
    one.claim("a", () => shown.push(`a${index}`));
  });
  await waitFor("one to show it", () => shown.length > 0);
  expect(shown).toHaveLength(1);
  visible = "hidden";
  tabs.forEach((one, index) => {
    one.claim("b", () => shown.push(`b${index}`));
    one.claim("c", () => shown.push(`c${index}`));
    // Seen on another machine meanwhile.
    one.drop("c");
  });
  expect(shown).toHaveLength(1);
  visible = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor("the second", () => shown.length > 1);
  expect(shown).toHaveLength(2);
  // Both tabs have heard of everything by the time a later one is shown.
  tabs.forEach((one, index) => {
    one.claim("d", () => shown.push(`d${index}`));
  });
  await waitFor("the third", () => shown.length > 2);
  expect(shown).toHaveLength(3);
  expect(shown.map((name) => name.charAt(0))).toEqual(["a", "b", "d"]);
});
