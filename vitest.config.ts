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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
