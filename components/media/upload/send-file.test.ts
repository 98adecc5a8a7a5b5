import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callApi, readProblem } from "#components/console/api.ts";
import { CHUNKED_FROM_BYTES } from "#lib/media/transfer/piece-limits.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import type { RememberedUpload } from "./remembered-uploads.ts";
import { type FileToSend, type SendNews, type SendWays, sendFile } from "./send-file.ts";

/** The upload API as far as it is spoken here: pieces of 40 MB, the connection cut where a test says. */
const CHUNK = 40_000_000;
let server: Server;
let base = "";
let pieces: Set<number>;
let seen: string[];
let cutAt: string | null;
let sessions: Set<string>;
let record: Record<string, unknown>;
let status: number;
let rows: unknown[];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const call = `${request.method} ${decodeURIComponent(request.url ?? "").replaceAll("+", " ")}`;
    seen.push(call);
    if (cutAt !== null && call.startsWith(cutAt)) {
      cutAt = null;
      request.socket.destroy();
      return;
    }
    let bytes = 0;
    for await (const part of request) bytes += Buffer.from(part).length;
    const json = (code: number, body: unknown) =>
      response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
    const upload = { id: "s1", chunk_bytes: CHUNK, chunks: [...pieces], received_bytes: 0 };
    const piece = /^PUT \/api\/crm\/nextcloud\/uploads\/s1\/(\d+)$/.exec(call)?.[1];
    if (piece) {
      pieces.add(Number(piece));
      return json(200, { received_bytes: bytes });
    }
    if (call === "POST /api/crm/nextcloud/uploads") {
      sessions.add("s1");
      return json(201, { upload });
    }
    if (call === "GET /api/crm/nextcloud/uploads/s1")
      return sessions.has("s1")
        ? json(200, { upload })
        : json(404, { code: "not_found", title: "Not found" });
    if (call.startsWith("GET /api/crm/customers/")) return json(200, { rows, folders: {}, reachable: true });
    return json(status, record);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  base = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.close();
});

let remembered: RememberedUpload[];

beforeEach(() => {
  pieces = new Set();
  seen = [];
  cutAt = null;
  sessions = new Set();
  status = 201;
  record = { id: "m1", filename: "film (2).mov", state: "stored" };
  rows = [];
  remembered = [];
});

const ways: SendWays = {
  // The first bytes stand for all: what is tested is which pieces are sent.
  send: async (method, url, body, { onProgress }) => {
    const response = await fetch(base + url, { method, body: body.slice(0, 100) }).catch(() => null);
    if (!response) return await callApi("GET", "http://127.0.0.1:1/").then(() => ({ status: 0, body: null }));
    if (!response.ok) throw await readProblem(response);
    onProgress(body.size);
    return { status: response.status, body: await response.json() };
  },
  call: (method, path, body) => callApi(method, base + path, body),
  remembered: () => remembered,
  remember: (upload) => remembered.push(upload),
  forget: (id) => {
    remembered = remembered.filter(({ sessionId }) => sessionId !== id);
  },
};

const large = new File([new Uint8Array(CHUNKED_FROM_BYTES + 1)], "film.mov", {
  type: "video/quicktime",
  lastModified: 5,
});
const small = new File(["hello"], "a b#1.txt", { type: "text/plain", lastModified: 5 });

function send(file: File, more: Partial<FileToSend> = {}, signal = new AbortController().signal) {
  const told: string[] = [];
  const news: SendNews = {
    signal,
    onProgress: (sent) => told.push(`sent ${sent}`),
    onResume: (sent) => told.push(`resumed ${sent}`),
    onFinishing: () => told.push("finishing"),
  };
  const input = { file, name: file.name, folder: "Nora/Sent Media", customerId: "c1", ...more };
  return { told, done: sendFile(input, ways, news) };
}

describe("a small file", () => {
  test("goes in one go, with its name and folder", async () => {
    record = { id: "m1", filename: "a b#1.txt", state: "stored" };
    const { done, told } = send(small);
    expect(await done).toEqual({ name: "a b#1.txt", kept: false });
    expect(told).toEqual(["sent 5", "finishing"]);
    expect(seen).toEqual([
      "PUT /api/crm/nextcloud/upload?nextcloud_path=Nora/Sent Media&filename=a b#1.txt&customer_id=c1",
    ]);
  });

  test("is taken while Nextcloud is away", async () => {
    status = 202;
    record = { id: "m1", filename: "a b#1.txt", state: "waiting" };
    expect(await send(small).done).toEqual({ name: "a b#1.txt", kept: true });
  });

  test("is refused with the server's code", async () => {
    status = 507;
    record = { code: "quota_exceeded", title: "Full" };
    await expect(send(small).done).rejects.toMatchObject({ code: "quota_exceeded", status: 507 });
  });

  test("whose answer got lost is not sent twice", async () => {
    const there = {
      path: "Nora/Sent Media/a b#1.txt",
      size: 5,
      media: { id: "m1", created_at: "2026-11-20T10:00:00Z" },
    };
    rows = [there];
    const since = Date.UTC(2026, 10, 20, 9, 59, 50);
    expect(await send(small, { unansweredSince: since }).done).toEqual({ name: "a b#1.txt", kept: false });
    expect(seen).toEqual(["GET /api/crm/customers/c1/media"]);
    rows = [{ ...there, size: 6 }];
    await send(small, { unansweredSince: since }).done;
    expect(seen.at(-1)).toMatch(/^PUT /);
  });
});

describe("a large file", () => {
  const numbers = () => seen.flatMap((call) => /^PUT .*\/(\d+)$/.exec(call)?.[1] ?? []);

  test("goes in pieces and is put together", async () => {
    const { done, told } = send(large);
    expect(await done).toEqual({ name: "film (2).mov", kept: false });
    expect(numbers()).toEqual(["1", "2", "3"]);
    expect(seen.at(-1)).toBe("POST /api/crm/nextcloud/uploads/s1/finish");
    expect(told.slice(-2)).toEqual([`sent ${CHUNKED_FROM_BYTES + 1}`, "finishing"]);
    expect(remembered).toEqual([]);
  });

  test("goes on where it stopped", async () => {
    cutAt = "PUT /api/crm/nextcloud/uploads/s1/2";
    await expect(send(large).done).rejects.toMatchObject({ code: "offline" });
    expect(remembered).toMatchObject([{ sessionId: "s1", name: "film.mov", size: CHUNKED_FROM_BYTES + 1 }]);
    seen = [];
    const { done, told } = send(large);
    await done;
    expect(told[0]).toBe(`resumed ${CHUNK}`);
    expect(numbers()).toEqual(["2", "3"]);
  });

  test("goes on in the folder it was begun for, whichever is looked at", async () => {
    cutAt = "PUT /api/crm/nextcloud/uploads/s1/2";
    await expect(send(large).done).rejects.toMatchObject({ code: "offline" });
    seen = [];
    await send(large, { folder: "Nora/Internal" }).done;
    expect(seen).not.toContain("POST /api/crm/nextcloud/uploads");
    expect(numbers()).toEqual(["2", "3"]);
  });

  test("on its way to one folder does not share its pieces with another", async () => {
    const first = send(large);
    await waitFor("the first piece", () => numbers().includes("1"));
    const second = send(large, { folder: "Nora/Internal" });
    await Promise.all([first.done, second.done]);
    expect(seen.filter((call) => call === "POST /api/crm/nextcloud/uploads")).toHaveLength(2);
  });

  test("called off while it begins is taken away from the server", async () => {
    const calledOff = new AbortController();
    const { done } = send(large, {}, calledOff.signal);
    calledOff.abort();
    await expect(done).rejects.toMatchObject({ code: "offline" });
    expect(seen).toEqual(["POST /api/crm/nextcloud/uploads", "DELETE /api/crm/nextcloud/uploads/s1"]);
    expect(remembered).toEqual([]);
  });

  test("that was all sent is only put together", async () => {
    cutAt = "POST /api/crm/nextcloud/uploads/s1/finish";
    await expect(send(large).done).rejects.toMatchObject({ code: "offline" });
    seen = [];
    expect(await send(large).done).toEqual({ name: "film (2).mov", kept: false });
    expect(numbers()).toEqual([]);
  });

  test("begins anew where Nextcloud has forgotten it", async () => {
    cutAt = "PUT /api/crm/nextcloud/uploads/s1/2";
    await expect(send(large).done).rejects.toMatchObject({ code: "offline" });
    sessions.clear();
    pieces.clear();
    seen = [];
    await send(large).done;
    expect(numbers()).toEqual(["1", "2", "3"]);
    expect(remembered).toEqual([]);
  });

  test("another file of the same name does not go on with it", async () => {
    cutAt = "PUT /api/crm/nextcloud/uploads/s1/3";
    await expect(send(large).done).rejects.toMatchObject({ code: "offline" });
    seen = [];
    await send(new File([large], "film.mov", { lastModified: 6 })).done;
    expect(seen[0]).toBe("POST /api/crm/nextcloud/uploads");
  });
});
