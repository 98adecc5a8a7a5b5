import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "{lib,db,sandbox,components,bin}/**/*.test.ts",
      "tests/{contract,conformance,system}/**/*.test.ts",
    ],
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
