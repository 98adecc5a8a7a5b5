import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "{lib,db,sandbox,components,bin,i18n}/**/*.test.ts",
      "tests/{contract,conformance,system}/**/*.test.ts",
    ],
    environment: "node",
    // One process for all files of a worker: see tests/support/fresh-process.ts. Tests wait more than they work.
    isolate: false,
    maxWorkers: 2,
    setupFiles: ["tests/support/fresh-process.ts"],
    // For a machine that is busy with other things; nothing waits this long by itself.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
