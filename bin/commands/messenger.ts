import { rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Env, env, parseEnv, publicUrl } from "#lib/core/env.ts";
import { newToken } from "#lib/core/ids.ts";
import { registrationFile } from "#lib/messenger/matrix/registration-file.ts";
import { checkHomeserver } from "../doctor/check-homeserver.ts";
import { Findings } from "../doctor/findings.ts";
import { callerPath } from "../support/caller-path.ts";
import { loadEnvironmentFile, prepareEnvironment } from "../support/environment.ts";

const FILE = "parlour-registration.yaml";
const USAGE =
  "Usage: bin/parlour messenger register [FILE] [--server-name example.org] [--homeserver URL] [--url URL] [--force]";

/**
 * Writes the registration of the application service, readable by its owner only, and prints what belongs where. Tokens
 * that are set already stay as they are.
 */
export async function messengerRegister(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "server-name": { type: "string" },
      homeserver: { type: "string" },
      // Where the homeserver reaches Parlour, when that is another address than people's.
      url: { type: "string" },
      force: { type: "boolean", default: false },
    },
  });
  loadEnvironmentFile();
  const serverName = values["server-name"] ?? process.env.MATRIX_SERVER_NAME;
  if (!serverName || positionals.length > 1) {
    if (!serverName)
      console.error("The homeserver's name is missing: what its user ids end in, such as example.org.");
    console.error(USAGE);
    return 2;
  }
  const set = parseEnv({
    ...process.env,
    MATRIX_SERVER_NAME: serverName,
    MATRIX_HOMESERVER_URL:
      values.homeserver ?? (process.env.MATRIX_HOMESERVER_URL || `https://${serverName}`),
    MATRIX_AS_TOKEN: process.env.MATRIX_AS_TOKEN || newToken(),
    MATRIX_HS_TOKEN: process.env.MATRIX_HS_TOKEN || newToken(),
    ...(values.url === undefined ? {} : { NEXTAUTH_URL: values.url }),
  });
  const file = callerPath(positionals[0] ?? FILE);
  const { MATRIX_AS_TOKEN: asToken = "", MATRIX_HS_TOKEN: hsToken = "" } = set;
  const text = registrationFile({ url: publicUrl(set), serverName, asToken, hsToken });
  if (!write(file, text, values.force)) {
    console.error(`${file} is there already. --force writes another in its place.`);
    return 1;
  }
  console.log(guide(file, set));
  return 0;
}

/** Says whether Parlour and the homeserver reach each other; 1 when they do not. */
export async function messengerCheck(): Promise<number> {
  const findings = new Findings();
  prepareEnvironment();
  await checkHomeserver(findings, env());
  return findings.exitCode;
}

/** @returns false for a file that is there and may not be replaced */
function write(file: string, text: string, isForced: boolean): boolean {
  // A file made anew is nobody else's and has our mode, whatever stood there before.
  if (isForced) rmSync(file, { force: true });
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function guide(file: string, set: Env): string {
  const names = [
    "MATRIX_HOMESERVER_URL",
    "MATRIX_SERVER_NAME",
    "MATRIX_AS_TOKEN",
    "MATRIX_HS_TOKEN",
  ] as const;
  const lines = names.map((name) => `  ${name}=${set[name]}`);
  return `The registration is in ${file}. Whoever has it can act for everybody: only the homeserver may read it.

1. Put this into .env.local${process.env.MATRIX_HOMESERVER_URL ? "" : ", with the homeserver's own address"}:
${lines.join("\n")}

2. Give the file to the homeserver:
  Synapse: name it in homeserver.yaml under app_service_config_files, and restart.
  Tuwunel: put it into the folder that appservice_dir names, and restart.
  Conduit: write "@conduit:${set.MATRIX_SERVER_NAME}: register-appservice" in the admin room, with the file's text in a code block below it.

3. Start Parlour (the homeserver calls it at ${publicUrl(set)}), then: bin/parlour messenger check`;
}
