import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES, readBody } from "./read-body.ts";

function post(body: BodyInit | null, type?: string): Request {
  const streamed: RequestInit & { duplex?: "half" } =
    body instanceof ReadableStream ? { duplex: "half" } : {};
  return new Request("http://localhost/", {
    ...streamed,
    method: "POST",
    body,
    headers: type === undefined ? {} : { "Content-Type": type },
  });
}

/** A body that says nothing about its length and would never end. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(32)) });
}

const json = "application/json";
const form = "application/x-www-form-urlencoded";

test.each<[string, string, string, unknown]>([
  ["JSON", '{"a":1}', json, { kind: "json", value: { a: 1 } }],
  ["JSON with a charset", '"ü"', "Application/JSON; charset=utf-8", { kind: "json", value: "ü" }],
  ["a form", "a=1&b=x+y&c=", form, { kind: "form", value: { a: "1", b: "x y" } }],
  ["a form with a repeated field", "t=1&t=&t=2&u=&u=", form, { kind: "form", value: { t: ["1", "2"] } }],
  ["an empty form", "", form, { kind: "form", value: {} }],
])("%s is read", async (_name, body, type, expected) => {
  expect(await readBody(post(body, type))).toEqual(expected);
});

test("a body of exactly 256 kB is read, one byte more is not", async () => {
  const text = (length: number) => `"${"x".repeat(length - 2)}"`;
  expect((await readBody(post(text(MAX_BODY_BYTES), json))).kind).toBe("json");
  await expect(readBody(post(text(MAX_BODY_BYTES + 1), json))).rejects.toMatchObject({ code: "too_large" });
});

describe("what cannot be used is refused", () => {
  test.each<[string, () => Request, string]>([
    ["300 kB with a length", () => post("x".repeat(300_000), json), "too_large"],
    ["an endless stream", () => post(endless(), json), "too_large"],
    ["no JSON", () => post("{", json), "invalid_input"],
    ["nothing", () => post(null, json), "invalid_input"],
    ["no UTF-8", () => post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]), json), "invalid_input"],
    ["half a character", () => post(new Uint8Array([0x22, 0xc3]), json), "invalid_input"],
    ["plain text", () => post("{}", "text/plain"), "invalid_input"],
    ["no type", () => post(new Uint8Array([0x7b, 0x7d])), "invalid_input"],
    ["multipart", () => post(new FormData()), "invalid_input"],
  ])("%s", async (_name, request, code) => {
    await expect(readBody(request())).rejects.toMatchObject({ code });
  });

  test("a length that lies is found out while reading", async () => {
    const lying: RequestInit & { duplex: "half" } = {
      method: "POST",
      body: endless(),
      duplex: "half",
      headers: { "Content-Type": json, "Content-Length": "10" },
    };
    await expect(readBody(new Request("http://localhost/", lying))).rejects.toMatchObject({
      code: "too_large",
    });
  });
});

test("fields named after parts of every object do no harm", async () => {
  const { value } = await readBody(post("__proto__=1&__proto__=2&constructor=x&a=1", form));
  expect(value).toMatchObject({ a: "1", constructor: "x" });
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test("500 fields are read, empty ones included; one more is too much, and 65,536 are nothing to work through", async () => {
  const repeated = (count: number) => post("a=1&".repeat(count), form);
  expect((await readBody(repeated(500))).value).toEqual({ a: Array.from({ length: 500 }, () => "1") });
  for (const body of [repeated(501), repeated(65_536), post("a=&".repeat(501), form)])
    await expect(readBody(body)).rejects.toMatchObject({ code: "too_large" });
});
