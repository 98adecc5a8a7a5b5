import { existsSync, mkdirSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { alternate, timeOf } from "./support/alternate.ts";
import { createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import { freePort } from "./support/free-port.ts";
import { startNode, stopChild, waitForOutput } from "./support/node-child.ts";
import { untilAnswers } from "./support/until-answers.ts";

const A_ROUND = 2000;
/** As many applications speak at once. */
const CONNECTIONS = 64;
const GOAL = 500;
const TOKEN = "a-service-token-of-the-bench";

/** Nobody listens there: all that is sent waits. */
const DOWN = {
  MATRIX_HOMESERVER_URL: "http://127.0.0.1:1",
  MATRIX_SERVER_NAME: "example.org",
  MATRIX_AS_TOKEN: "as-token-of-the-bench",
  MATRIX_HS_TOKEN: "hs-token-of-the-bench",
};

/**
 * Notifications a second through the production server, each on disk before it is answered, beside a bare server that
 * commits one INSERT each with the same pragmas: where rooms stay in the browser, and while the homeserver is down.
 */
export async function benchNotifications(folder: string, options: { rounds: number }): Promise<Figure[]> {
  if (!existsSync(".next/parlour-build")) {
    console.error("Not measured: notifications need a build (bin/demo makes one).");
    return [];
  }
  const script = fileURLToPath(new URL("./support/insert-process.ts", import.meta.url));
  const bare = startNode([script, path.join(folder, "bare.db")]);
  try {
    const [, bareUrl = ""] = await waitForOutput(bare, /listening at (http:\S+)/);
    const beside = { rounds: options.rounds, bareUrl };
    return [
      await measure(path.join(folder, "none"), beside, { name: "rooms without a transport", more: {} }),
      await measure(path.join(folder, "down"), beside, { name: "the homeserver down", more: DOWN }),
    ];
  } finally {
    await stopChild(bare);
  }
}

async function measure(
  folder: string,
  { rounds, bareUrl }: { rounds: number; bareUrl: string },
  { name, more }: { name: string; more: Record<string, string> },
): Promise<Figure> {
  mkdirSync(folder);
  const studio = await createBenchStudio(folder);
  studio.close();
  const port = await freePort();
  const child = startNode(["bin/processes/web.ts", "--port", String(port), "--host", "127.0.0.1"], {
    ...studio.variables,
    MESSENGER_SERVICE_TOKEN: TOKEN,
    ...more,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const url = `http://127.0.0.1:${port}`;
  let sent = 0;
  const rate = (to: string) => async () => {
    let next = 0;
    const connection = async () => {
      while (next++ < A_ROUND) await send(agent, to, sent++);
    };
    return 1000 / (await timeOf(() => Promise.all(Array.from({ length: CONNECTIONS }, connection)), A_ROUND));
  };
  try {
    await untilAnswers(`${url}/api/v1/health`);
    const samples = await alternate(rounds, rate(url), rate(bareUrl));
    requireStored(studio.variables.DATABASE_URL ?? "", (rounds + 1) * A_ROUND);
    return {
      name: `notifications a second, ${name}, each on disk before its 201; beside them a bare server that commits one INSERT each`,
      ours: spread(samples.ours, "a second"),
      rival: spread(samples.rival, "a second"),
      ratio: `${spread(ratios(samples, (ours, theirs) => ours / theirs))} of the bare rate`,
      goal: `≥ ${GOAL} a second`,
      met: median(samples.ours) >= GOAL,
    };
  } finally {
    agent.destroy();
    await stopChild(child);
  }
}

function send(agent: Agent, url: string, index: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const body = JSON.stringify({
    source_app: "bench",
    event_type: "measured",
    title: `Machine ${index % 50} reports its ${index}th value`,
    body: "Temperature 61 °C, pressure 2.1 bar, all within bounds.",
    target_type: "entity_room",
    entity_type: "machine",
    entity_id: index % 50,
  });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "X-Service-Token": TOKEN,
    "Idempotency-Key": `bench-${index}`,
  };
  const sent = request(`${url}/api/v1/notifications/send`, { agent, method: "POST", headers }, (answer) => {
    answer.resume();
    answer.once("end", () =>
      answer.statusCode === 201
        ? resolve()
        : reject(new Error(`A notification was answered ${answer.statusCode}`)),
    );
  });
  sent.once("error", reject);
  sent.end(body);
  return promise;
}

/** @throws Error unless every answer stands for a row */
function requireStored(databaseUrl: string, count: number): void {
  const client = new Database(databaseUrl.replace("file:", ""), { readonly: true });
  const stored = client.prepare("SELECT count(*) FROM notifications").pluck().get();
  client.close();
  if (stored !== count) throw new Error(`${count} were answered 201, and ${stored} are stored.`);
}
