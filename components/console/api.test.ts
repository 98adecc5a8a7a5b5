import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiProblem, callApi } from "./api.ts";

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

const answers: Record<string, Answer> = {
  "/fine": { status: 200, body: '{"ok":true}' },
  "/gone": { status: 204, body: "" },
  "/taken": {
    status: 409,
    body: JSON.stringify({
      title: "Taken",
      detail: "Time slot not available",
      code: "slot_taken",
      errors: { startTime: ["past", 7] },
    }),
  },
  "/limited": {
    status: 429,
    body: '{"code":"rate_limited","title":"Too many"}',
    headers: { "retry-after": "840" },
  },
  "/proxy": { status: 502, body: "<h1>Bad gateway</h1>" },
};

let server: Server;
let base: string;
const seen: { method: string | undefined; type: string | undefined; body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, type: request.headers["content-type"], body });
    const answer = answers[request.url ?? ""] ?? { status: 404, body: "" };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  base = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.close();
});

async function refusalOf(path: string): Promise<ApiProblem> {
  const error: unknown = await callApi("GET", path).catch((failure: unknown) => failure);
  if (!(error instanceof ApiProblem)) throw new Error(`not refused: ${path}`);
  return error;
}

test("sends JSON and reads JSON; nothing is null", async () => {
  expect(await callApi("PATCH", `${base}/fine`, { a: 1 })).toEqual({ ok: true });
  expect(seen.at(-1)).toEqual({ method: "PATCH", type: "application/json", body: '{"a":1}' });
  expect(await callApi("DELETE", `${base}/gone`)).toBeNull();
  expect(seen.at(-1)).toEqual({ method: "DELETE", type: undefined, body: "" });
});

test("a refusal keeps its code, its words and its fields", async () => {
  const problem = await refusalOf(`${base}/taken`);
  expect(problem).toMatchObject({
    code: "slot_taken",
    status: 409,
    message: "Time slot not available",
    retryAfter: null,
  });
  expect(problem.errors).toEqual({ startTime: ["past", ""] });
});

test("when to try again, and the title where there is no detail", async () => {
  expect(await refusalOf(`${base}/limited`)).toMatchObject({
    code: "rate_limited",
    message: "Too many",
    retryAfter: 840,
  });
});

test("an answer that is not ours is unreadable, none at all is offline", async () => {
  expect(await refusalOf(`${base}/proxy`)).toMatchObject({ code: "unreadable", status: 502, errors: {} });
  expect(await refusalOf("http://127.0.0.1:1/")).toMatchObject({ code: "offline", status: 0 });
});
