import { expect, test } from "vitest";
import { ApiProblem } from "#components/console/api.ts";
import { outgoingStore } from "./outgoing-store.ts";
import { message } from "./test-message.ts";

/** Answers when the test says so. */
function postOffice() {
  const waiting: {
    what: string;
    key: string;
    deliver: () => Promise<void>;
    refuse: (code: string) => Promise<void>;
    aborted: () => boolean;
  }[] = [];
  let seq = 0;
  const post = (what: string, key: string, signal: AbortSignal) => {
    const answer = Promise.withResolvers<ReturnType<typeof message>>();
    signal.addEventListener("abort", () =>
      answer.reject(new ApiProblem({ code: "offline", status: 0, detail: "" })),
    );
    const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
    waiting.push({
      what,
      key,
      aborted: () => signal.aborted,
      async deliver() {
        answer.resolve(message({ seq: ++seq, own: true, body: what }));
        await settle();
      },
      async refuse(code) {
        answer.reject(new ApiProblem({ code, status: 503, detail: "no" }));
        await settle();
      },
    });
    return answer.promise;
  };
  const store = outgoingStore({
    sendText: ({ key, body }, signal) => post(body, key, signal),
    sendFile: ({ key, file }, signal, onProgress) => {
      onProgress(2);
      return post(file.name, key, signal);
    },
  });
  return { store, waiting };
}

const file = (name: string) => new File(["four"], name, { type: "text/plain" });

test("words of a room go one after another; a file and other rooms hold up nobody", async () => {
  const { store, waiting } = postOffice();
  store.attach("a", file("large.txt"), "", 0);
  store.say("a", "one", 0);
  store.say("a", "two", 0);
  store.say("b", "elsewhere", 0);
  expect(waiting.map(({ what }) => what)).toEqual(["large.txt", "one", "elsewhere"]);
  expect(store.list()[0]?.file?.sent).toBe(2);
  await waiting[1]?.deliver();
  expect(waiting.map(({ what }) => what)).toEqual(["large.txt", "one", "elsewhere", "two"]);
  expect(store.list().map(({ seq }) => seq)).toEqual([null, 1, null, null]);
});

test("what failed says why, lets the next one go, and is sent again under the same key", async () => {
  const { store, waiting } = postOffice();
  const sent: string[] = [];
  store.onSent((roomId) => sent.push(roomId));
  store.say("a", "one", 0);
  store.say("a", "two", 0);
  await waiting[0]?.refuse("internal");
  expect(store.list()[0]).toMatchObject({ state: "failed", problem: { code: "internal", detail: "no" } });
  await waiting[1]?.deliver();
  expect(sent).toEqual(["a"]);
  const [failed] = store.list();
  store.retry(failed?.key ?? "");
  store.retry(failed?.key ?? "");
  expect(waiting).toHaveLength(3);
  expect(waiting[2]?.key).toBe(waiting[0]?.key);
  await waiting[2]?.deliver();
  expect(store.list()[0]).toMatchObject({ state: "sending", problem: null, seq: 2 });
});

test("given up on its way it is ended and forgotten, and the next one goes", async () => {
  const { store, waiting } = postOffice();
  let told = 0;
  const end = store.watch(() => told++);
  store.attach("a", file("wrong.txt"), "", 0);
  store.attach("a", file("right.txt"), "", 0);
  const [wrong] = store.list();
  store.drop(wrong?.key ?? "");
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(waiting[0]?.aborted()).toBe(true);
  expect(waiting[1]?.what).toBe("right.txt");
  expect(store.list().map(({ file: known }) => known?.name)).toEqual(["right.txt"]);
  expect(told).toBeGreaterThan(0);
  end();
  const before = told;
  store.drop(store.list()[0]?.key ?? "");
  expect(told).toBe(before);
  expect(store.list()).toEqual([]);
});
