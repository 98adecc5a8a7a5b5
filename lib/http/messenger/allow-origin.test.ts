import { expect, test } from "vitest";
import { serveAnswerer } from "#tests/support/serve-answerer.ts";
import { allowOrigin } from "./allow-origin.ts";

const ORIGINS = ["https://hub.example", "http://localhost:5173"];

async function serve(origins = ORIGINS) {
  const url = await serveAnswerer((request, response) => {
    if (allowOrigin(request, response, origins)) return true;
    response.writeHead(200).end("answered");
    return true;
  });
  return (path: string, headers: Record<string, string>, method = "GET") =>
    fetch(`${url}${path}`, { method, headers });
}

const preflight = {
  "Access-Control-Request-Method": "POST",
  "Access-Control-Request-Headers": "authorization",
};

test("an origin that is named may ask first, send tokens and read the answer, never with cookies", async () => {
  const send = await serve();
  const asked = await send(
    "/api/v1/events/ticket",
    { Origin: "https://hub.example", ...preflight },
    "OPTIONS",
  );
  expect(asked.status).toBe(204);
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    vary: "Origin",
    "access-control-allow-origin": "https://hub.example",
    "access-control-allow-methods": "GET, POST, PATCH, DELETE",
    "access-control-max-age": "600",
  });
  const allowed = asked.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
  expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "idempotency-key"]));
  const answer = await send("/api/v1/events/poll?since=1", { Origin: "http://localhost:5173" });
  expect(await answer.text()).toBe("answered");
  expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  expect(answer.headers.get("access-control-expose-headers")).toContain("X-Next-Cursor");
  for (const { headers } of [asked, answer])
    expect(headers.get("access-control-allow-credentials")).toBeNull();
});

test.each([
  "https://hub.example.evil",
  "https://hub.example:444",
  "http://hub.example",
  "https://HUB.example",
  "https://evil.example/https://hub.example",
  "null",
  "*",
])("the origin %s is told nothing", async (origin) => {
  const send = await serve();
  const asked = await send("/api/v1/users/me", { Origin: origin, ...preflight }, "OPTIONS");
  const answer = await send("/api/v1/users/me", { Origin: origin });
  expect([asked.status, answer.status]).toEqual([204, 200]);
  for (const { headers } of [asked, answer]) {
    expect(headers.get("vary")).toBe("Origin");
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
});

test("nothing else is opened: other addresses, requests without an origin, and where no origin is named", async () => {
  const send = await serve();
  for (const path of ["/api/appointments", "/api/v1", "/api/v10/x", "/messenger"]) {
    const other = await send(path, { Origin: "https://hub.example", ...preflight }, "OPTIONS");
    expect(await other.text(), path).toBe("answered");
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  }
  const plain = await send("/api/v1/users/me", {});
  expect(plain.headers.get("access-control-allow-origin")).toBeNull();
  // OPTIONS that asks for nothing is for the route.
  expect(await (await send("/api/v1/users/me", { Origin: "https://hub.example" }, "OPTIONS")).text()).toBe(
    "answered",
  );
  const none = await serve([]);
  const asked = await none("/api/v1/users/me", { Origin: "https://hub.example", ...preflight }, "OPTIONS");
  expect(asked.headers.get("access-control-allow-origin")).toBeNull();
});
