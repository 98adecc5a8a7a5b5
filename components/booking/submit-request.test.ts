import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type RequestBody, readErrors, retryAfter, submitRequest } from "./submit-request.ts";

const body: RequestBody = {
  artistId: "mara",
  serviceId: "fine-line",
  startTime: "2026-12-01T13:00:00.000Z",
  clientName: "Ada",
  clientEmail: "ada@example.org",
  clientPhone: "",
  description: "Rosemary",
  timeZone: "Europe/Vienna",
  alternatives: [],
};

afterEach(() => vi.unstubAllGlobals());

/** A desk on loopback that gives one answer; `fetch` with a path reaches it as in a browser. */
async function withDesk<T>(
  answer: { status: number; headers?: Record<string, string>; body: string } | "hang up",
  work: (seen: { headers: Record<string, unknown>; body: string }[]) => Promise<T>,
): Promise<T> {
  const seen: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    seen.push({ headers: request.headers, body: text });
    if (answer === "hang up") return void request.socket.destroy();
    response
      .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
      .end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo | null;
  const origin = `http://127.0.0.1:${address?.port}`;
  const real = globalThis.fetch;
  vi.stubGlobal("window", { location: { href: `${origin}/book/mara/fine-line` } });
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(new URL(path, origin), init));
  try {
    return await work(seen);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("submitRequest", () => {
  test("sends the words with their key, and leads to the appointment on this origin", async () => {
    const answer = {
      status: 201,
      body: JSON.stringify({ manageUrl: "https://book.studio.example/appointment/abc" }),
    };
    await withDesk(answer, async (seen) => {
      expect(await submitRequest(body, "key-1")).toEqual({ accepted: true, managePath: "/appointment/abc" });
      expect(seen[0]?.headers["idempotency-key"]).toBe("key-1");
      expect(JSON.parse(seen[0]?.body ?? "")).toEqual(body);
    });
  });

  test("a refusal brings its code, its errors by field, and how long to wait", async () => {
    const answer = {
      status: 429,
      headers: { "retry-after": "61" },
      body: JSON.stringify({ code: "rate_limited", errors: { clientEmail: ["email"] } }),
    };
    await withDesk(answer, async () => {
      expect(await submitRequest(body, "key-2")).toEqual({
        accepted: false,
        refusal: { code: "rate_limited", errors: { clientEmail: ["email"] }, retryAfterMinutes: 2 },
      });
    });
  });

  test.each([
    ["a page instead of JSON", { status: 502, body: "<html>" }],
    ["a broken connection", "hang up" as const],
  ])("%s counts as the network's fault", async (_name, answer) => {
    await withDesk(answer, async () => {
      expect(await submitRequest(body, "key-3")).toMatchObject({
        accepted: false,
        refusal: { code: "network" },
      });
    });
  });

  test("a success without an address is no success", async () => {
    await withDesk({ status: 200, body: "{}" }, async () => {
      expect(await submitRequest(body, "key-4")).toMatchObject({
        accepted: false,
        refusal: { code: "other" },
      });
    });
  });
});

test("errors of another shape are left out, and paths belong to their field", () => {
  expect(readErrors({ clientName: ["required"], "alternatives.0": "past", odd: [1], none: [] })).toEqual({
    clientName: ["required"],
    alternatives: ["past"],
  });
  expect(readErrors("no")).toEqual({});
});

test("Retry-After in whole minutes", () => {
  expect([
    retryAfter("60"),
    retryAfter("61"),
    retryAfter(null),
    retryAfter("Fri, 20 Nov 2026 12:00:00 GMT"),
  ]).toEqual([1, 2, 1, 1]);
});
