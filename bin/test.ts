import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { freemem } from "node:os";
import path from "node:path";
import { z } from "zod";
import { readGateArguments } from "./support/gate-arguments.ts";

/**
 * Runs every check of the gate and counts: each static check is one, each test case is one. `contract` runs the contracts
 * alone (tests/contract); with `--live` they also run against the real systems that the environment names.
 */

interface Result {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string[];
  /** Reads the counts of a test runner's report; without it the step is one check. */
  count?: (succeeded: boolean) => Result;
  /** What was skipped, by a name that says why; the lines of the output that speak of it unless said. */
  skipped?: () => string[];
}

const reports = path.join(".cache", "reports");
const bin = (name: string) => path.join("node_modules", ".bin", name);
const node = process.execPath;

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), ancestorTitles: z.array(z.string()), title: z.string() }),
      ),
    }),
  ),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function readReport<Report>(name: string, schema: z.ZodType<Report>): Report | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path.join(reports, name), "utf8")));
  } catch {
    return null;
  }
}

/** A runner that fails without a failed test (a file that does not load, no report) has failed once. */
function counted(succeeded: boolean, result: Result | null): Result {
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  return { ...result, failed: succeeded ? result.failed : Math.max(1, result.failed) };
}

const vitest = (name: string, only: string[]): Step => ({
  name,
  command: [
    node,
    bin("vitest"),
    "run",
    ...only,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${path.join(reports, "vitest.json")}`,
  ],
  count: (succeeded) => {
    const report = readReport("vitest.json", vitestReport);
    return counted(
      succeeded,
      report && {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests,
      },
    );
  },
  skipped: () => {
    const tests = (readReport("vitest.json", vitestReport)?.testResults ?? []).flatMap(
      ({ assertionResults }) => assertionResults,
    );
    const names = tests
      .filter(({ status }) => status === "skipped" || status === "pending")
      .map(
        ({ ancestorTitles, title }) =>
          [...ancestorTitles, title].find((name) => /skipped: /.test(name)) ?? title,
      );
    return [...new Set(names)].map((name) => `↓ ${name}`);
  },
});

const playwright: Step = {
  name: "browser tests",
  command: [node, bin("playwright"), "test"],
  count: (succeeded) => {
    const report = readReport("playwright.json", playwrightReport)?.stats;
    // A test that passes only at the second try is broken.
    return counted(
      succeeded,
      report
        ? { passed: report.expected, failed: report.unexpected + report.flaky, skipped: report.skipped }
        : null,
    );
  },
};

const checks: Step[] = [
  { name: "format and lint", command: [node, bin("biome"), "check", "."] },
  { name: "route types", command: [node, bin("next"), "typegen"] },
  { name: "types", command: [node, bin("tsc"), "--noEmit"] },
  { name: "dependency directions", command: [node, "tests/support/check-directions.ts"] },
  { name: "dead code", command: [node, bin("knip")] },
];

async function run(step: Step): Promise<Result> {
  const startedAt = Date.now();
  const [command = node, ...args] = step.command;
  const output: Buffer[] = [];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PARLOUR_PICTURES: "off", ...process.env, FORCE_COLOR: "0" },
  });
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const succeeded = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
  const result = step.count?.(succeeded) ?? {
    passed: succeeded ? 1 : 0,
    failed: succeeded ? 0 : 1,
    skipped: 0,
  };
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${succeeded ? "✓" : "✗"} ${step.name} (${seconds} s)`);
  const text = Buffer.concat(output).toString("utf8");
  if (!succeeded) console.log(text.slice(-20_000));
  if (result.skipped > 0) {
    const names = step.skipped?.() ?? text.split("\n").filter((line) => /skip/i.test(line));
    console.log(names.slice(0, 40).join("\n"));
  }
  return result;
}

/** Steps one after the other. */
async function runInOrder(steps: Step[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

/** The whole gate. */
async function runEverything(): Promise<Result[]> {
  const build: Step = {
    name: "build",
    command: ["bash", "-c", ". bin/support/build.sh && build_when_needed"],
  };
  const prepared = (await Promise.all([runInOrder(checks), run(build)])).flat();
  // The two runners wait more than they work: beside each other they take as long as the longer one.
  const tests = vitest("unit, contract and conformance tests", []);
  return [...prepared, ...(await Promise.all([run(tests), run(playwright)]))];
}

const NEEDED_BYTES = 6 * 1024 ** 3;

/** Tests wait for the disk more than for anything else: where memory has room for their files, they lie there. */
function keepFilesInMemory(): void {
  const memory = "/dev/shm";
  if (process.env.TMPDIR !== undefined || freemem() < NEEDED_BYTES) return;
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < NEEDED_BYTES) return;
    const folder = mkdtempSync(path.join(memory, "parlour-test-"));
    // Servers of the tests run as somebody else.
    chmodSync(folder, 0o711);
    process.env.TMPDIR = folder;
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  } catch {
    // Not on this system, or not ours to write to.
  }
}

const asked = readGateArguments(process.argv.slice(2));
if (!asked) {
  console.error("Use: bin/test [contract [--live]]");
  process.exit(2);
}
const { only, live } = asked;
if (live) process.env.PARLOUR_CONTRACT_LIVE = "1";
else delete process.env.PARLOUR_CONTRACT_LIVE;
rmSync(reports, { recursive: true, force: true });
keepFilesInMemory();
const contracts = vitest(`contract tests${live ? ", on real systems too" : ""}`, ["tests/contract"]);
const results = only === "contract" ? [await run(contracts)] : await runEverything();
const sum = (count: keyof Result) => results.reduce((total, result) => total + result[count], 0);
if (sum("skipped") > 0) console.log(`${sum("skipped")} skipped, with their reasons above`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") === 0 && sum("passed") > 0 ? 0 : 1);
