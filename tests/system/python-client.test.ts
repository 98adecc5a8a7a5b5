import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);

/** Whether what pip needs to build the package is there; nothing is fetched. */
function canInstall(): boolean {
  try {
    execFileSync("python3", ["-c", "import pip, setuptools, wheel"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("the Python client's own tests", async () => {
  const { stderr } = await run("python3", ["-m", "unittest", "discover", "clients/python/tests"], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  expect(Number(/Ran (\d+) tests/.exec(stderr)?.[1])).toBeGreaterThan(5);
  expect(stderr).toMatch(/^OK$/m);
});

test.skipIf(!canInstall())("pip installs it, and a program elsewhere imports it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hub-messenger-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Building writes beside the sources.
  cpSync("clients/python", path.join(folder, "source"), { recursive: true });
  const target = path.join(folder, "installed");
  const pip = ["-m", "pip", "install", "--quiet", "--no-index", "--no-build-isolation", "--no-deps"];
  await run("python3", [...pip, "--target", target, path.join(folder, "source")]);
  expect(readdirSync(path.join(target, "hub_messenger_client"))).toContain("py.typed");
  const program = "from hub_messenger_client import MessengerClient; print(MessengerClient.notify.__name__)";
  const { stdout } = await run("python3", ["-c", program], {
    cwd: folder,
    env: { ...process.env, PYTHONPATH: target },
  });
  expect(stdout.trim()).toBe("notify");
});
