import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFailed, test } from "vitest";
import { makeOutboxDue } from "#db/queries/outbox.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { type MatrixHouse, openMatrixHouse, registration } from "#tests/support/matrix-house.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { childEnvironment, startChild } from "./support/children.ts";
import { randomFrom } from "./support/random.ts";

/** Another run of a seed that failed: PARLOUR_TEST_SEED=… */
const seed = Number(process.env.PARLOUR_TEST_SEED ?? Date.now() % 1_000_000_007);
const application = fileURLToPath(new URL("../support/notifications-in-child.ts", import.meta.url));
const ROUNDS = 2;
/** So many are told by each of them; it is killed after a random one. */
const TOLD = 40;

const openHouse = () => openMatrixHouse({ now: new Date().toISOString() });

function startApplication({ env }: MatrixHouse, count: number) {
  const child = startChild(application, [String(count)], childEnvironment(env));
  const told: string[] = [];
  const waiting: { lines: number; resolve: () => void }[] = [];
  let out = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (out + text).split("\n");
    out = lines.pop() ?? "";
    told.push(...lines);
    for (const { lines, resolve } of waiting) if (told.length > lines) resolve();
  });
  return {
    child,
    told,
    /** Resolves once it has told more than so many. */
    wordAfter: (lines: number) => new Promise<void>((resolve) => waiting.push({ lines, resolve })),
    closed: once(child, "close"),
  };
}

async function kill({ child, closed }: ReturnType<typeof startApplication>): Promise<void> {
  child.kill("SIGKILL");
  await closed;
}

/** Resolves once such a request came; however slow the machine starts a process. */
function holdUp({ hold }: MatrixHouse, what: keyof MatrixHouse["hold"], path: RegExp): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  hold[what] = ({ pathname }) => {
    const isIt = path.test(pathname);
    if (isIt) resolve();
    return isIt;
  };
  return promise;
}

/** Everything that waits is due, and nobody who died holds anything any more. */
async function restart(house: MatrixHouse): Promise<void> {
  house.clock.set(new Date(Date.now() + 5 * MINUTE).toISOString());
  for (let round = 0; round < 20 && (await house.outboxIds()).length > 0; round++) {
    await makeOutboxDue(house.db, house.clock.now());
    await house.deliver();
  }
  expect(await house.outboxIds()).toEqual([]);
}

const titles = (house: MatrixHouse) => house.said("Allgemein").map((body) => body.split("\n")[0]);
const stored = (house: MatrixHouse) =>
  house.db.$client
    .prepare<[], { key: string; id: string; title: string; status: string }>(
      `SELECT n.idempotency_key AS key, n.id, n.title, n.status
       FROM notifications n JOIN messenger_messages m ON m.notification_id = n.id ORDER BY m.seq`,
    )
    .all();

test.each([
  ["before the homeserver has it", "request"],
  ["after the homeserver has it and before that is noted", "answer"],
] as const)("killed %s: told once", async (_when, what) => {
  const house = await openHouse();
  // Its echo would tell us what the answer did not.
  house.homeserver.register(registration(null));
  const held = holdUp(house, what, /\/send\//);
  const application = startApplication(house, 1);
  await held;
  await waitFor("the homeserver's part", () => what === "request" || titles(house).length === 1);
  await kill(application);
  house.hold[what] = () => false;
  expect(stored(house)).toMatchObject([{ status: "queued" }]);
  expect(titles(house)).toHaveLength(what === "answer" ? 1 : 0);
  await restart(house);
  expect(titles(house)).toEqual(["Title 0"]);
  expect(stored(house)).toMatchObject([{ status: "sent" }]);
});

test("killed while the room is made: there is one", async () => {
  const house = await openHouse();
  const held = holdUp(house, "answer", /\/createRoom$/);
  const application = startApplication(house, 1);
  await held;
  await waitFor("the room to be made", () => house.homeserver.rooms().length === 1);
  await kill(application);
  house.hold.answer = () => false;
  await restart(house);
  expect(house.homeserver.rooms()).toHaveLength(1);
  expect(titles(house)).toEqual(["Title 0"]);
});

test(`killed at random points, two at a time (seed ${seed}): nothing lost, nothing doubled, in order`, {
  timeout: 180_000,
}, async () => {
  onTestFailed(() => console.error(`PARLOUR_TEST_SEED=${seed}`));
  const house = await openHouse();
  const random = randomFrom(seed);
  const told = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    // The same keys again: what an application does that was not answered.
    const both = [startApplication(house, TOLD), startApplication(house, TOLD)];
    const last = Math.floor(random() * TOLD);
    await Promise.race(both.flatMap(({ wordAfter, closed }) => [wordAfter(last), closed]));
    await Promise.all(both.map(kill));
    for (const line of both.flatMap((one) => one.told)) told.add(line);
    house.clock.set(new Date().toISOString());
    await house.deliver();
  }
  await restart(house);
  const rows = stored(house);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const known = new Map(rows.map(({ key, id }) => [key, id]));
  for (const line of told) {
    const [key = "", id] = line.split(" ");
    expect(known.get(key)).toBe(id);
  }
  expect(told.size).toBeGreaterThan(0);
  expect(titles(house)).toEqual(rows.map(({ title }) => title));
  expect(rows.every(({ status }) => status === "sent")).toBe(true);
  expect(house.homeserver.rooms()).toHaveLength(1);
});
