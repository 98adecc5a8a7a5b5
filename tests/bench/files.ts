import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { apiTokens } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import { folderPageJson } from "#lib/http/file-json.ts";
import { browseFolder } from "#lib/media/browse-folder.ts";
import { basicAuth } from "#sandbox/cloud-fixture.ts";
import { serviceAccount } from "#sandbox/users.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { type BenchStudio, createBenchStudio, openBenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import { startNode, stopChild, waitForOutput } from "./support/node-child.ts";
import { download, type TransferTarget, upload } from "./support/transfer-client.ts";

const BASE = "05_Customers";
const BYTES = 1_000_000_000;
const GIGABIT = 1_000_000_000;
const ENTRIES = 5000;
const MEMORY_GOAL = 48_000_000;
const SMALL_BYTES = 100_000;
/** What the quickest answer of a real Nextcloud takes. */
const NEXTCLOUD_MS = 25;
const TOKEN = "the-token-of-the-bench";

interface Stage {
  cloudUrl: string;
  gatewayUrl: string;
  /** Through Parlour, and past it. */
  ours(name: string): TransferTarget;
  rival(name: string): TransferTarget;
  memory(): Promise<number>;
}

/** Files through Parlour beside the same client at the same cloud: three processes, the proxy the one that is measured. */
export async function benchFiles(folder: string, rounds: number): Promise<Figure[]> {
  const cloud = startNode(["sandbox/main.ts", "--port", "0", "--data", path.join(folder, "cloud")]);
  const [, address = ""] = await waitForOutput(cloud, /is ready: (\S+)/);
  const cloudUrl = address.replace("localhost", "127.0.0.1");
  const plain = await createBenchStudio(folder);
  insertTestUsers(plain.db);
  const token = {
    id: "bench",
    userId: "user-staff",
    name: "Bench",
    tokenHash: hashToken(TOKEN),
    createdAt: 0,
  };
  plain.db.insert(apiTokens).values(token).run();
  plain.close();
  const variables = {
    ...plain.variables,
    NEXTCLOUD_BASE_URL: cloudUrl,
    NEXTCLOUD_USERNAME: serviceAccount,
    NEXTCLOUD_PASSWORD: "parlour-demo",
    NEXTCLOUD_FILES_BASE_PATH: BASE,
  };
  const profile = process.env.BENCH_CPU_PROF
    ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_CPU_PROF}`]
    : [];
  const script = fileURLToPath(new URL("./support/gateway-process.ts", import.meta.url));
  const gateway = startNode([...profile, script], variables);
  const [, gatewayUrl = ""] = await waitForOutput(gateway, /Ready: (\S+)/);
  const studio = openBenchStudio(variables);
  const stage: Stage = {
    cloudUrl,
    gatewayUrl,
    ours: (name) => ({
      url: `${gatewayUrl}/api/crm/nextcloud/${name}`,
      headers: { Authorization: `Bearer ${TOKEN}` },
    }),
    rival: (name) => ({
      url: `${cloudUrl}/remote.php/dav/files/${serviceAccount}/${BASE}/${name}`,
      headers: { Authorization: basicAuth(serviceAccount) },
    }),
    memory: async () => Number(await (await fetch(`${gatewayUrl}/memory`)).text()),
  };
  try {
    await davRequest(stage, "MKCOL", "");
    await upload(stage.rival("film.mp4"), BYTES);
    await upload(stage.rival("photo.jpg"), SMALL_BYTES);
    return [
      ...(await benchFirstByte(stage, rounds)),
      await benchFolder(stage, studio, rounds),
      ...(await benchTransfers(stage, Math.min(rounds, 5), null)),
      ...(await benchTransfers(stage, Math.min(rounds, 3), GIGABIT)),
    ];
  } finally {
    studio.close();
    await stopChild(gateway);
    await stopChild(cloud);
  }
}

async function benchTransfers(stage: Stage, rounds: number, bitsPerSecond: number | null): Promise<Figure[]> {
  await setSwitches(stage, { throttle: bitsPerSecond });
  const goal = bitsPerSecond === null ? 0.5 : 0.95;
  const link = bitsPerSecond === null ? "at full loopback speed" : "over a link of 1 Gbit/s";
  const rate = (milliseconds: number) => BYTES / 1e6 / (milliseconds / 1000);
  let number = 0;
  const directions = [
    {
      name: "downloaded",
      ours: async () => (await download(stage.ours("file?path=film.mp4"), BYTES)).all,
      rival: async () => (await download(stage.rival("film.mp4"), BYTES)).all,
    },
    {
      name: "uploaded",
      ours: async () => {
        number += 1;
        return upload(stage.ours(`upload?path=ours-${number}.bin`), BYTES);
      },
      rival: async () => {
        number += 1;
        const taken = await upload(stage.rival(`rival-${number}.bin`), BYTES);
        await davRequest(stage, "DELETE", `rival-${number}.bin`);
        await davRequest(stage, "DELETE", `ours-${number - 1}.bin`);
        return taken;
      },
    },
  ];
  const figures: Figure[] = [];
  for (const direction of directions) {
    let growth = 0;
    const ours = async () => {
      const { grown, result } = await watchMemory(stage, direction.ours);
      growth = Math.max(growth, grown);
      return rate(result);
    };
    const samples = await alternate(rounds, ours, async () => rate(await direction.rival()));
    const ratio = ratios(samples, (mine, theirs) => mine / theirs);
    figures.push({
      name: `1 GB ${direction.name} ${link}`,
      ours: spread(samples.ours, "MB/s"),
      rival: `${spread(samples.rival, "MB/s")} directly`,
      ratio: spread(ratio),
      goal: `≥ ${goal}`,
      met: median(ratio) >= goal,
    });
    figures.push({
      name: `memory the server gains while 1 GB is ${direction.name} ${link}`,
      ours: `${Math.round(growth / 1e6)} MB at most`,
      rival: "",
      ratio: "",
      goal: "< 48 MB",
      met: growth < MEMORY_GOAL,
    });
  }
  await setSwitches(stage, { throttle: null });
  return figures;
}

/** The most that the server's memory grew by while `work` ran. */
async function watchMemory<T>(stage: Stage, work: () => Promise<T>): Promise<{ grown: number; result: T }> {
  const before = await stage.memory();
  let most = before;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await stage.memory());
      await wait(100);
    }
  })();
  try {
    const result = await work();
    return { grown: most - before, result };
  } finally {
    isOver = true;
    await watching;
  }
}

async function benchFirstByte(stage: Stage, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const delayMs of [NEXTCLOUD_MS, 0]) {
    if (delayMs > 0) await sandbox(stage, "POST", "faults", { match: "/dav/files/", delayMs });
    const times = 40;
    const firstByte = async (target: TransferTarget) => {
      const found: number[] = [];
      for (let time = 0; time < times; time += 1) found.push((await download(target, SMALL_BYTES)).firstByte);
      return median(found);
    };
    const samples = await alternate(
      rounds,
      () => firstByte(stage.ours("file?path=photo.jpg")),
      () => firstByte(stage.rival("photo.jpg")),
    );
    const ratio = ratios(samples, (mine, theirs) => mine / theirs);
    await sandbox(stage, "DELETE", "faults");
    figures.push({
      name:
        delayMs > 0
          ? `first byte of a file, of a cloud that takes ${delayMs} ms`
          : "the same of the bare sandbox, which takes no time",
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${spread(ratio)} times`,
      goal: delayMs > 0 ? "≤ 1.3 times" : "",
      met: delayMs > 0 ? median(ratio) <= 1.3 : null,
    });
  }
  return figures;
}

async function benchFolder(stage: Stage, studio: BenchStudio, rounds: number): Promise<Figure> {
  await setSwitches(stage, { many: { user: serviceAccount, path: `${BASE}/Many`, count: ENTRIES } });
  const ctx = studio.ctx({ kind: "staff", userId: "user-staff", name: "Front Desk" });
  const ours = async () => {
    const page = await browseFolder(ctx, { path: "Many", limit: 200 });
    if (page.total !== ENTRIES) throw new Error(`${page.total} entries`);
    JSON.stringify(folderPageJson(page));
  };
  const rival = async () => {
    const text = await davRequest(stage, "PROPFIND", "Many", LISTING);
    if (!text.includes("</d:multistatus>")) throw new Error("No listing");
  };
  const samples = await alternate(
    rounds,
    () => timeOf(ours),
    () => timeOf(rival),
  );
  const ratio = ratios(samples, (mine, theirs) => mine / theirs);
  return {
    name: `the first page of a folder of ${ENTRIES} entries; beside it the bare PROPFIND`,
    ours: spread(samples.ours, "ms"),
    rival: spread(samples.rival, "ms"),
    ratio: `${spread(ratio)} times`,
    goal: "≤ 1.5 times",
    met: median(ratio) <= 1.5,
  };
}

const LISTING = `<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop><d:resourcetype/><d:getlastmodified/><d:getetag/><d:getcontenttype/><d:getcontentlength/><d:quota-available-bytes/><oc:fileid/><oc:permissions/><oc:size/><nc:has-preview/></d:prop></d:propfind>`;

async function davRequest(stage: Stage, method: string, name: string, body?: string): Promise<string> {
  const { url, headers } = stage.rival(name);
  const response = await fetch(url, { method, headers: { ...headers, Depth: "1" }, body });
  return response.text();
}

function setSwitches(stage: Stage, switches: object): Promise<void> {
  return sandbox(stage, "PUT", "files", switches);
}

async function sandbox(stage: Stage, method: string, name: string, body?: object): Promise<void> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(`${stage.cloudUrl}/_sandbox/${name}`, { method, body: text });
  if (!response.ok) throw new Error(`The sandbox refused ${name}: ${await response.text()}`);
}
