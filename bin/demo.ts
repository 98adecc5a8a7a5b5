import { rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { closeDatabase } from "#db/client.ts";
import { type Env, env } from "#lib/core/env.ts";
import { seedStudio } from "#sandbox/seed-studio.ts";
import { systemsEnvironment } from "#sandbox/systems/systems.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { commandContext } from "./support/context.ts";
import { prepareEnvironment } from "./support/environment.ts";
import { Processes, waitUntilAnswers } from "./support/processes.ts";

/** Shows Parlour on one machine: the sandbox cloud, the app with its worker, and a studio to look at. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "3000" },
    "cloud-port": { type: "string", default: "3001" },
    // Any free one is taken instead when somebody has it already.
    "smtp-port": { type: "string", default: "3002" },
    data: { type: "string", default: "data/demo" },
    fresh: { type: "boolean", default: false },
  },
});
const data = path.resolve(values.data);
const cloudUrl = `http://localhost:${values["cloud-port"]}`;
const homeserverUrl = `${cloudUrl}/_systems/matrix`;
if (values.fresh)
  for (const part of ["parlour.db", "parlour.db-wal", "parlour.db-shm", "secrets.json", "cloud"])
    rmSync(path.join(data, part), { recursive: true, force: true });

// The demo is its own studio: nothing of .env.local reaches it.
process.env.PARLOUR_IGNORE_ENV_FILE = "1";
Object.assign(process.env, {
  DATABASE_URL: `file:${path.join(data, "parlour.db")}`,
  NEXTAUTH_URL: `http://localhost:${values.port}`,
  NEXTCLOUD_BASE_URL: cloudUrl,
  NEXTCLOUD_USERNAME: serviceAccount,
  NEXTCLOUD_PASSWORD: cloudPassword,
  NEXTCLOUD_FILES_BASE_PATH: "/05_Customers",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  MAIL_FROM: "Parlour Studio <studio@parlour.test>",
  MESSENGER_SERVICE_TOKEN: "messenger-demo-service-token",
  HUB_SECRET_KEY: "messenger-demo-hub-secret",
  ...systemsEnvironment(cloudUrl),
});
for (const name of [
  "NEXTCLOUD_URL",
  "NEXTCLOUD_CALENDAR_BASE_PATH",
  "SMTP_URL",
  "PLENTYONE_USERNAME",
  "PLENTYONE_PASSWORD",
  "ECODMS_API_KEY",
  "MESSENGER_MEDIA_DIR",
])
  delete process.env[name];

/** The stand-in learns where Parlour is, as a homeserver does from the registration file. */
async function registerAtHomeserver({ NEXTAUTH_URL, MATRIX_AS_TOKEN, MATRIX_HS_TOKEN }: Env): Promise<void> {
  const response = await fetch(`${homeserverUrl}/_sandbox/appservice`, {
    method: "PUT",
    body: JSON.stringify({ url: NEXTAUTH_URL, as_token: MATRIX_AS_TOKEN, hs_token: MATRIX_HS_TOKEN }),
  });
  if (!response.ok) throw new Error(`The homeserver did not take the registration: ${await response.text()}`);
}

const processes = new Processes();
const cloud = processes.start("sandbox cloud", "sandbox/main.ts", [
  "--port",
  values["cloud-port"],
  "--data",
  path.join(data, "cloud"),
  "--smtp-port",
  values["smtp-port"],
  "--seed",
]);
try {
  await waitUntilAnswers(`${cloudUrl}/status.php`, 30_000, () => cloud.exitCode === null);
  // Nothing the studio writes leaves the machine: the sandbox says where it takes mail.
  const mailbox: unknown = await (await fetch(`${cloudUrl}/_sandbox/mail.json`)).json();
  process.env.SMTP_URL = `smtp://127.0.0.1:${z.object({ smtpPort: z.number() }).parse(mailbox).smtpPort}`;
  prepareEnvironment();
  await registerAtHomeserver(env());
  const ctx = commandContext();
  await seedStudio(ctx);
  closeDatabase(ctx.db);
  const web = processes.start("web", "bin/processes/web.ts", ["--port", values.port]);
  processes.start("worker", "bin/processes/worker.ts", []);
  await waitUntilAnswers(`http://localhost:${values.port}/api/health`, 60_000, () => web.exitCode === null);
  console.log(`Parlour is ready: http://localhost:${values.port}`);
  console.log(
    `Book at http://localhost:${values.port}/book; sign in at http://localhost:${values.port}/sign-in as admin@parlour.test or mara@parlour.test, password ${cloudPassword}.`,
  );
  console.log(`Mails the studio sends are at ${cloudUrl}/_sandbox/mail.`);
  console.log(
    `Other applications send notifications with X-Service-Token: messenger-demo-service-token (docs/messenger.md); what reaches Matrix is at ${homeserverUrl}/_sandbox/rooms.`,
  );
  console.log(`The sandbox cloud is at ${cloudUrl}. Ctrl-C stops everything.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  void processes.stop(1);
}
process.exitCode = await processes.ended;
process.exit();
