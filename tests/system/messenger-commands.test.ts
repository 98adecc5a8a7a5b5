import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startAppService } from "#tests/support/app-service.ts";
import { AS_TOKEN, HS_TOKEN, startHomeserver } from "#tests/support/matrix-homeserver.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { childEnvironment, runChild } from "./support/children.ts";

function openFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "parlour-register-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function inFolder(folder: string, variables: Record<string, string> = {}) {
  const env = childEnvironment(testEnvironment(`file:${path.join(folder, "parlour.db")}`), {
    PARLOUR_CALLER_DIRECTORY: folder,
    NEXTAUTH_URL: "https://studio.example.org",
    ...variables,
  });
  return (...args: string[]) => runChild("bin/parlour.ts", ["messenger", ...args], env);
}

test("a registration is written once, for its owner alone, and what belongs where is printed", async () => {
  const folder = openFolder();
  const run = inFolder(folder, { MATRIX_AS_TOKEN: "mine" });
  const file = path.join(folder, "hub.yaml");
  const first = await run("register", "hub.yaml", "--server-name", "example.org");
  expect(first).toMatchObject({ code: 0, err: "" });
  const text = readFileSync(file, "utf8");
  expect(text).toContain('as_token: "mine"\n');
  expect(text).toContain('url: "https://studio.example.org"\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [, hsToken = ""] = /hs_token: "(.*)"/.exec(text) ?? [];
  expect(hsToken.length).toBeGreaterThan(30);
  for (const line of ["MATRIX_SERVER_NAME=example.org", "MATRIX_AS_TOKEN=mine", `MATRIX_HS_TOKEN=${hsToken}`])
    expect(first.out).toContain(`  ${line}\n`);
  expect(first.out).toMatch(/Synapse: .*\n.*Tuwunel: .*\n.*Conduit: /);

  expect(await run("register", "hub.yaml", "--server-name", "example.org")).toMatchObject({
    code: 1,
    err: expect.stringContaining("--force"),
  });
  expect(readFileSync(file, "utf8")).toBe(text);
  writeFileSync(file, "old", { mode: 0o644 });
  const forced = await run(
    "register",
    "hub.yaml",
    "--server-name",
    "example.org",
    "--url",
    "http://10.0.0.2",
    "--force",
  );
  expect(forced.code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain('url: "http://10.0.0.2"\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("without the homeserver's name, or with one that is none, nothing is written", async () => {
  const run = inFolder(openFolder());
  expect(await run("register")).toMatchObject({ code: 2, err: expect.stringContaining("--server-name") });
  expect(await run("register", "--server-name", "https://example.org")).toMatchObject({
    code: 1,
    err: expect.stringContaining("MATRIX_SERVER_NAME"),
  });
});

test("check says in words what is wrong, one thing at a time", async () => {
  const service = await startAppService();
  const { homeserver, system } = await startHomeserver({ url: service.url });
  const folder = openFolder();
  const check = async (variables: Record<string, string> = {}) => {
    const run = inFolder(folder, {
      MATRIX_HOMESERVER_URL: system.url,
      MATRIX_SERVER_NAME: homeserver.serverName,
      MATRIX_AS_TOKEN: AS_TOKEN,
      MATRIX_HS_TOKEN: HS_TOKEN,
      ...variables,
    });
    const { code, out } = await run("check");
    return { code, lines: out.trim().split("\n") };
  };
  expect(await check()).toEqual({
    code: 0,
    lines: [
      "✓ Matrix homeserver: answers, speaks v1.15",
      "✓ Matrix application service: known as @hub_bot:parlour.test",
      expect.stringMatching(/^✓ Matrix, the way back: the homeserver reaches Parlour .* in \d+ ms$/),
    ],
  });
  service.answer(403);
  expect((await check()).lines.at(-1)).toMatch(
    /^✗ Matrix, the way back: .*MATRIX_HS_TOKEN is not the registration's/,
  );
  expect(await check({ MATRIX_AS_TOKEN: "another-token" })).toEqual({
    code: 1,
    lines: [expect.any(String), expect.stringMatching(/^✗ Matrix application service: .*messenger register/)],
  });
  expect((await check({ MATRIX_SERVER_NAME: "example.org" })).lines.at(-1)).toMatch(
    /Set MATRIX_SERVER_NAME to parlour.test and register again$/,
  );
  system.faults.add({ status: 404, body: "<html>nginx</html>" });
  expect((await check()).lines).toEqual([
    expect.stringMatching(/^✗ Matrix homeserver: .*Correct MATRIX_HOMESERVER_URL$/),
  ]);
  await system.close();
  expect((await check()).lines).toEqual([
    expect.stringMatching(/^✗ Matrix homeserver: .*refused the connection. Is it running/),
  ]);
});

test("check where nothing is configured", async () => {
  const { code, out } = await inFolder(openFolder())("check");
  expect(out).toMatch(/^- Matrix: off, MATRIX_HOMESERVER_URL, MATRIX_SERVER_NAME, /);
  expect(code).toBe(0);
});
