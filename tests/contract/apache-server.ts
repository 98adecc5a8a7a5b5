import { createHash } from "node:crypto";
import { chownSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { runServer } from "./run-server.ts";

const BINARY = "/usr/sbin/apache2";
const MODULES = "/usr/lib/apache2/modules";
/** Debian's own account for web servers: Apache started by root serves as nobody else. */
const WWW_DATA = 33;

export interface ApacheServer {
  url: string;
  user: string;
  password: string;
  stop(): Promise<void>;
}

/** Where this machine has no Apache. */
export const apacheAbsent = existsSync(BINARY) ? null : "apache2 is not installed";

/** Apache's mod_dav with files of its own under `/dav`, on any free loopback port; no service of the machine's. */
export async function startApache(): Promise<ApacheServer> {
  const folder = mkdtempSync(join(tmpdir(), "parlour-apache-"));
  const [user, password] = ["mara", "parlour-demo"];
  const port = await freePort();
  for (const name of ["dav", "locks"]) {
    mkdirSync(join(folder, name));
    if (process.getuid?.() === 0) chownSync(join(folder, name), WWW_DATA, WWW_DATA);
  }
  if (process.getuid?.() === 0) chownSync(folder, WWW_DATA, WWW_DATA);
  const hash = createHash("sha1").update(password).digest("base64");
  writeFileSync(join(folder, "users"), `${user}:{SHA}${hash}\n`);
  writeFileSync(join(folder, "types"), "text/plain txt\n");
  writeFileSync(join(folder, "apache2.conf"), configuration(folder, port));
  const url = `http://127.0.0.1:${port}`;
  // In one process, so that ending it ends all of it.
  const stop = await runServer(BINARY, ["-X", "-f", join(folder, "apache2.conf")], folder, url);
  return { url, user, password, stop };
}

/**
 * ETags of what a file holds: those made of its time are weak within its first second, and a weak one matches
 * nothing.
 */
function configuration(folder: string, port: number): string {
  const modules = "mpm_event authn_core authn_file authz_core authz_user auth_basic mime alias dav dav_fs";
  return `ServerRoot ${folder}
${modules
  .split(" ")
  .map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`)
  .join("\n")}
ServerName localhost
Listen 127.0.0.1:${port}
User www-data
Group www-data
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
TypesConfig ${folder}/types
DocumentRoot ${folder}/dav
DavLockDB ${folder}/locks/db
Alias /dav ${folder}/dav
<Directory ${folder}/dav>
  Dav On
  FileETag Digest
  AuthType Basic
  AuthName parlour
  AuthUserFile ${folder}/users
  Require valid-user
</Directory>
`;
}
