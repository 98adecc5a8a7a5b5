import { createServer } from "node:http";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { waitFor } from "#tests/support/wait-for.ts";
import { type ListenOptions, listenToEvents } from "./listen-to-events.ts";

/** What a browser's EventSource is to its user; what it hears is said by the test. */
class Source {
  static opened: Source[] = [];
  readonly url: URL;
  isClosed = false;
  onerror: () => void = () => undefined;
  onmessage: (event: { data: string; lastEventId: string }) => void = () => undefined;

  constructor(url: string) {
    this.url = new URL(url);
    Source.opened.push(this);
  }

  hear(event: object, lastEventId = "") {
    this.onmessage({ data: JSON.stringify(event), lastEventId });
  }

  close() {
    this.isClosed = true;
  }
}

beforeEach(() => {
  Source.opened = [];
  vi.stubGlobal("EventSource", Source);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
});

/** Sells tickets for as long as the token is good. */
async function listen(options: Partial<ListenOptions> = {}) {
  const asked: (string | undefined)[] = [];
  const state = { isGood: true };
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.writeHead(state.isGood ? 201 : 401, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ ticket: `ticket-${asked.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const states: unknown[][] = [];
  const heard: string[] = [];
  const stop = listenToEvents({
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`,
    token: () => "hub-token",
    onEvent: ({ type }) => heard.push(type),
    onState: (...told) => states.push(told),
    ...options,
  });
  onTestFinished(stop);
  const source = (index: number) => waitFor(`connection ${index}`, () => Source.opened[index]);
  return { asked, state, states, heard, stop, source };
}

test("a ticket opens each connection, which goes on from the last event heard", async () => {
  const { asked, states, heard, stop, source } = await listen();
  const first = await source(0);
  expect([...first.url.searchParams]).toEqual([["ticket", "ticket-1"]]);
  first.hear({ type: "connected" }, "40");
  first.hear({ type: "new_message" }, "41");
  first.onerror();
  vi.advanceTimersByTime(1000);
  const second = await source(1);
  expect([...second.url.searchParams]).toEqual([
    ["ticket", "ticket-2"],
    ["last_event_id", "41"],
  ]);
  second.hear({ type: "connected" }, "41");
  expect(asked).toEqual(["Bearer hub-token", "Bearer hub-token"]);
  expect(heard).toEqual(["connected", "new_message", "connected"]);
  expect(states).toEqual([["live"], ["waiting"], ["live"]]);
  stop();
  expect([first.isClosed, second.isClosed]).toEqual([true, true]);
});

test("what happens between a reset and the next connection is not lost", async () => {
  const { source } = await listen();
  const first = await source(0);
  first.hear({ type: "connected" }, "90");
  first.hear({ type: "reset", reason: "too_old" }, "90");
  first.onerror();
  vi.advanceTimersByTime(1000);
  expect((await source(1)).url.searchParams.get("last_event_id")).toBe("90");
});

test("a stream that is silent is given up; one that ended with the token is opened with the next", async () => {
  const { state, states, source } = await listen();
  (await source(0)).hear({ type: "connected" }, "1");
  vi.advanceTimersByTime(60_000);
  vi.advanceTimersByTime(1000);
  const second = await source(1);
  second.hear({ type: "connected" }, "1");
  second.hear({ type: "closed", reason: "token_expired" }, "1");
  second.onerror();
  state.isGood = false;
  vi.advanceTimersByTime(1000);
  await waitFor("the end", () => states.some(([name]) => name === "closed"));
  expect(states.at(-1)).toEqual(["closed", "signed_out"]);
  expect(Source.opened).toHaveLength(2);
});
