import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { transaction } from "#db/client.ts";
import { insertEvent } from "#db/queries/messenger-events.ts";
import { ensureRoom } from "#db/queries/messenger-rooms.ts";
import { eventStreams } from "#lib/http/messenger/event-streams.ts";
import { wakeListeners } from "#lib/messenger/wake.ts";
import { benchVariables, openBenchStudio } from "./bench-studio.ts";

/**
 * A server of event streams in a process of its own: `ours FOLDER HUB_KEY`, what stands in front of Next, or `bare`,
 * node:http and nothing else. `/say?count=&bytes=` stores (or just tells) events, `/state` answers what is open and the
 * memory in use, collected first.
 */
const [mode, folder = "", hubKey = ""] = process.argv.slice(2);

interface Streams {
  open(request: IncomingMessage, response: ServerResponse): boolean;
  say(count: number, bytes: number): void;
  state(): { open: number; listening: number };
}

function ours(): Streams {
  const studio = openBenchStudio({ ...benchVariables(folder), HUB_SECRET_KEY: hubKey });
  const { db, env, now } = studio.ctx();
  const streams = eventStreams({ db, env, now });
  const place = {
    tenantId: "bench",
    transport: "none",
    kind: "general",
    place: "general",
    name: "All",
  } as const;
  const room = transaction(db, () => ensureRoom(db, place, now()));
  return {
    open: (request, response) => streams.answer(request, response, "127.0.0.1"),
    say(count, bytes) {
      transaction(db, () => {
        for (let index = 0; index < count; index += 1)
          insertEvent(db, {
            tenantId: "bench",
            type: "new_message",
            roomId: room.id,
            data: { room_id: room.id, body: "w".repeat(bytes) },
            at: now(),
          });
      });
      wakeListeners();
    },
    state: () => ({ open: streams.open(), listening: streams.listening() }),
  };
}

function bare(): Streams {
  const open = new Set<ServerResponse>();
  let seq = 0;
  return {
    open(request, response) {
      if (!request.url?.startsWith("/api/v1/events/stream")) return false;
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write('data: {"type":"connected"}\n\n');
      open.add(response);
      response.once("close", () => open.delete(response));
      return true;
    },
    say(count, bytes) {
      for (let index = 0; index < count; index += 1) {
        seq += 1;
        const data = { seq, type: "new_message", room_id: "room", body: "w".repeat(bytes) };
        const frame = Buffer.from(`id: ${seq}\ndata: ${JSON.stringify(data)}\n\n`);
        for (const response of open) response.write(frame);
      }
    },
    state: () => ({ open: open.size, listening: open.size }),
  };
}

const streams = mode === "ours" ? ours() : bare();
const server = createServer({ requestTimeout: 0 }, async (request, response) => {
  if (streams.open(request, response)) return;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/say") {
    response.end();
    streams.say(Number(searchParams.get("count")), Number(searchParams.get("bytes")));
    return;
  }
  // What buffers held is given back a little after their collection.
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  response.end(JSON.stringify({ ...streams.state(), rss, used: heapUsed + external }));
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 2000 }, () => {
  const address = server.address();
  console.log(`Ready: http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
});
process.once("SIGTERM", () => process.exit());
