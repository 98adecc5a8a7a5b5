import { parseArgs } from "node:util";

/** What `bin/test` was asked for: `contract [--live]`, or everything. Null for words it does not know. */
export function readGateArguments(args: string[]): { only: "contract" | undefined; live: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { live: { type: "boolean", default: false } },
    });
    const [only, ...more] = positionals;
    if (more.length > 0) return null;
    if (only === "contract") return { only, live: values.live };
    // Only the contracts ask real systems.
    return only === undefined && !values.live ? { only, live: false } : null;
  } catch {
    // An option nobody knows.
    return null;
  }
}
