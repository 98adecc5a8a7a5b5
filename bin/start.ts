import { parseArgs } from "node:util";
import { closeDatabase } from "#db/client.ts";
import { firstAdminLink } from "#lib/auth/create-first-admin.ts";
import { env, publicUrl } from "#lib/core/env.ts";
import { commandContext } from "./support/context.ts";
import { prepareEnvironment } from "./support/environment.ts";
import { Processes, waitUntilAnswers } from "./support/processes.ts";

/** Starts Parlour: migrates, then web and worker. */
const { values } = parseArgs({
  options: { port: { type: "string", default: process.env.PORT ?? "3000" }, host: { type: "string" } },
});
const port = values.port;
// Next sets it too, but only after the environment was read; defaults for development are refused by then.
Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || "production" });
process.env.NEXTAUTH_URL ??= `http://localhost:${port}`;
prepareEnvironment();
const ctx = commandContext();
const link = await firstAdminLink(ctx);
closeDatabase(ctx.db);

const processes = new Processes();
const web = processes.start("web", "bin/processes/web.ts", [
  "--port",
  port,
  ...(values.host ? ["--host", values.host] : []),
]);
processes.start("worker", "bin/processes/worker.ts", []);
try {
  await waitUntilAnswers(`http://localhost:${port}/api/health`, 60_000, () => web.exitCode === null);
  if (link) console.log(`Create the first admin: ${link}`);
  console.log(`Parlour is ready: ${publicUrl(env())}`);
} catch {
  void processes.stop(1);
}
process.exitCode = await processes.ended;
