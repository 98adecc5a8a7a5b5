import { createServer } from "node:http";
import { connections } from "#db/schema/connections.ts";
import { users } from "#db/schema/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { sealAppPassword } from "#lib/connections/app-password.ts";
import { MOST_CONVERSATIONS } from "#lib/connections/fresh-rooms.ts";
import { listTalkRooms } from "#lib/connections/list-talk-rooms.ts";
import { SECOND } from "#lib/core/clock.ts";
import { summariseRooms } from "#lib/nextcloud/talk-preview.ts";
import { listRooms } from "#lib/nextcloud/talk-rooms.ts";
import { createTransport } from "#lib/nextcloud/transport.ts";
import { createTalk } from "#sandbox/ocs/talk.ts";
import { testUser } from "#tests/support/test-users.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { type BenchStudio, createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";

const ROOMS = 500;
const USERS = 20;
const WIDGETS = 200;
const WINDOWS = 4;
const EVERY_MS = 15 * SECOND;
const TIMES = 20;

/** Talk's list of five hundred conversations: our own work on it, and how often it is asked for. */
export async function benchTalkRooms(folder: string, rounds: number): Promise<Figure[]> {
  const text = answerOf(manyRooms());
  const cloud = await startTalk(text);
  const studio = await createBenchStudio(folder);
  try {
    return [...(await benchSummary(text, rounds)), await benchWidgets(studio, cloud)];
  } finally {
    studio.close();
    await cloud.stop();
  }
}

/** From the text of the answer to the text of ours, the network left out. */
async function benchSummary(text: string, rounds: number): Promise<Figure[]> {
  const answered = new Headers({ "Content-Type": "application/json" });
  const transport = {
    ...createTransport({
      baseUrl: "http://127.0.0.1",
      username: "u",
      password: "p",
      calendarBasePath: "/remote.php/dav/calendars",
    }),
    request: async () => ({ status: 200, headers: answered, text }),
  };
  let answer = "";
  const ours = async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const data = summariseRooms(await listRooms(transport), {
        limit: MOST_CONVERSATIONS,
        publicUrl: "https://cloud.example.org",
      });
      const { totalUnread, conversations } = data;
      answer = JSON.stringify({
        success: true,
        data: { totalUnread, conversations: conversations.slice(0, 3) },
      });
    }
  };
  const rival = async () => {
    for (let time = 0; time < TIMES; time += 1) JSON.parse(text);
  };
  const samples = await alternate(
    rounds,
    () => timeOf(ours, TIMES),
    () => timeOf(rival, TIMES),
  );
  const name = `${ROOMS} conversations (${Math.round(Buffer.byteLength(text) / 1000)} kB)`;
  return [
    {
      name: `${name} read and summarised; beside it JSON.parse alone`,
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${spread(ratios(samples, (mine, theirs) => mine / theirs))} times`,
      goal: "< 10 ms",
      met: median(samples.ours) < 10,
    },
    {
      name: `our answer to ${name}, three of them shown`,
      ours: `${Buffer.byteLength(answer)} bytes`,
      rival: `${Buffer.byteLength(text)} bytes`,
      ratio: "",
      goal: "< 5 kB",
      met: Buffer.byteLength(answer) < 5000,
    },
  ];
}

/** Every widget asks twice in each fifteen seconds, as those of a page that has just got the focus do. */
async function benchWidgets(studio: BenchStudio, cloud: TalkServer): Promise<Figure> {
  let now = Date.now();
  const contexts = connectUsers(studio, cloud.url, () => now);
  const requests: number[] = [];
  let slowest = 0;
  for (let window = 0; window < WINDOWS; window += 1) {
    const before = cloud.requests();
    for (const offset of [0, EVERY_MS - 1]) {
      now += offset;
      const asked = Array.from({ length: WIDGETS }, async (_, widget) => {
        const ctx = contexts[widget % contexts.length];
        const startedAt = performance.now();
        if (ctx) await listTalkRooms(ctx, { limit: 3 });
        slowest = Math.max(slowest, performance.now() - startedAt);
      });
      await Promise.all(asked);
    }
    requests.push(cloud.requests() - before);
    now += 1;
  }
  const most = Math.max(...requests);
  return {
    name: `${WIDGETS} widgets of ${USERS} people, each asking twice in 15 s; the slowest answer took ${Math.round(slowest)} ms`,
    ours: `${most} requests to Nextcloud in 15 s`,
    rival: `${WIDGETS * 2} without sharing`,
    ratio: `${(WIDGETS * 2) / most} times fewer`,
    goal: `≤ ${USERS} in 15 s`,
    met: most <= USERS,
  };
}

function connectUsers(studio: BenchStudio, baseUrl: string, now: () => number): Ctx[] {
  return Array.from({ length: USERS }, (_, index) => {
    const userId = `user-${index}`;
    const ctx = studio.ctx({ kind: "staff", userId, name: userId });
    const env = { ...ctx.env, NEXTCLOUD_BASE_URL: baseUrl };
    studio.db.insert(users).values(testUser(userId)).run();
    const password = { baseUrl, loginName: userId, appPassword: "an-app-password-of-the-bench" };
    studio.db
      .insert(connections)
      .values({
        userId,
        nextcloudUser: userId,
        loginName: userId,
        displayName: userId,
        secret: sealAppPassword(env, `connection:${userId}`, password),
        createdAt: 0,
      })
      .run();
    return { ...ctx, env, now };
  });
}

/** Talk 14's shape, the sandbox's conversations over and over. */
function manyRooms(): object[] {
  const some = createTalk(() => Date.now()).rooms("staff");
  return Array.from({ length: ROOMS }, (_, index) => ({
    ...some[index % some.length],
    id: index,
    token: `room${index}`,
    lastActivity: 1_780_000_000 + ((index * 7919) % 100_000),
  }));
}

const answerOf = (data: object[]) =>
  JSON.stringify({ ocs: { meta: { status: "ok", statuscode: 200, message: "OK" }, data } });

interface TalkServer {
  url: string;
  requests(): number;
  stop(): Promise<void>;
}

async function startTalk(text: string): Promise<TalkServer> {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8" });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
