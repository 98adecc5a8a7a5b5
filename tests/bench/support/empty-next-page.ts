import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "./free-port.ts";

const next = path.resolve("node_modules/next/dist/bin/next");
// Inside the repository, so that it is built with the very same Next and React.
const folder = path.resolve(".cache/empty-next-page");

const files = {
  "package.json": '{ "private": true }\n',
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(path.resolve("."))} } };\n`,
  "app/layout.jsx":
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  "app/page.jsx": "export default function Page() {\n  return <h1>An empty page</h1>;\n}\n",
};

/** Builds (once) and serves a Next app of one page that says four words: what the frame alone weighs. */
export async function startEmptyNextPage(): Promise<{ url: string; child: ChildProcess }> {
  mkdirSync(path.join(folder, "app"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  if (!existsSync(path.join(folder, ".next/BUILD_ID"))) {
    const build = spawn(process.execPath, [next, "build"], {
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, NODE_ENV: "production" },
    });
    const [code] = await once(build, "exit");
    if (code !== 0) throw new Error(`The empty page could not be built: ${code}`);
  }
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", "--port", String(port), "--hostname", "127.0.0.1"], {
    cwd: folder,
    stdio: "ignore",
    env: { ...process.env, NODE_ENV: "production" },
  });
  return { url: `http://127.0.0.1:${port}/`, child };
}
