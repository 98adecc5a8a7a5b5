import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Runs every check of the gate and counts: each static check is one, each test case is one. */

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
}

const reports = path.join(".cache", "reports");
const bin = (name: string) => path.join("node_modules", ".bin", name);
const node = process.execPath;

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
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

const vitest: Step = {
  name: "unit, contract and conformance tests",
  command: [
    node,
    bin("vitest"),
    "run",
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
};

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
    env: { ...process.env, FORCE_COLOR: "0" },
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
  else if (result.skipped > 0)
    console.log(
      text
        .split("\n")
        .filter((line) => /skip/i.test(line))
        .slice(0, 20)
        .join("\n"),
    );
  return result;
}

/** Steps one after the other. */
async function runInOrder(steps: Step[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

rmSync(reports, { recursive: true, force: true });
const build: Step = {
  name: "build",
  command: ["bash", "-c", ". bin/support/build.sh && build_when_needed"],
};
// The two runners wait more than they work: beside each other they take as long as the longer one.
const results = [
  ...(await Promise.all([runInOrder(checks), run(build)])).flat(),
  ...(await Promise.all([run(vitest), run(playwright)])),
];
const sum = (count: keyof Result) => results.reduce((total, result) => total + result[count], 0);
if (sum("skipped") > 0) console.log(`${sum("skipped")} skipped, with their reasons above`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") === 0 && sum("passed") > 0 ? 0 : 1);
