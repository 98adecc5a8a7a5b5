import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

/**
 * Holds the import directions of .dependency-cruiser.cjs. The tool passes with nothing read where it finds no
 * compiler, so the number of modules has a floor, and one fixture must be refused.
 */
const MODULES_AT_LEAST = 150;
const FIXTURE = "tests/support/directions-fixture";

async function check(folders: string[], baseDir?: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions("./.dependency-cruiser.cjs");
  const { output } = await cruise(folders, { ...options, ...(baseDir ? { baseDir } : {}) }, undefined, {
    tsConfig: extractTSConfig("./tsconfig.json"),
  });
  if (typeof output === "string") throw new Error("dependency-cruiser answered text");
  return output;
}

const { summary } = await check(["app", "components", "lib", "db", "sandbox", "bin", "i18n"]);
const problems = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
if (summary.totalCruised < MODULES_AT_LEAST) problems.push(`only ${summary.totalCruised} modules were read`);

const fixture = await check(["lib"], FIXTURE);
if (!fixture.summary.violations.some(({ rule }) => rule.name === "lib-never-imports-up")) {
  problems.push("the fixture that breaks the rules was not refused");
}
console.log(problems.join("\n") || `${summary.totalCruised} modules, no wrong direction`);
process.exit(problems.length === 0 ? 0 : 1);
