import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request as sendRequest } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import { type FilesGateway, filesGateway } from "#lib/http/files/files-gateway.ts";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { userFilesDir } from "#sandbox/files/user-files-dir.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { serveAnswerer } from "./serve-answerer.ts";
import { openStudio, type TestStudio } from "./test-studio.ts";
import { insertTestUsers } from "./test-users.ts";

export interface GatewayAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  json: Record<string, unknown>;
}

export interface GatewayRequest {
  method?: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer | string | Readable;
  /** Null sends no credentials. */
  as?: "staff" | "admin" | "mara" | null;
}

/** A studio whose files are in a sandbox cloud, and the gateway on a server of its own. */
export interface GatewayStudio extends TestStudio {
  cloud: TestCloud;
  gateway: FilesGateway;
  /** The server's address. */
  address: string;
  send(request: GatewayRequest): Promise<GatewayAnswer>;
  /** A file below the base, on the cloud's own disk. */
  put(name: string, content: Buffer | string): Promise<void>;
  read(name: string): Promise<Buffer>;
  /** What a folder holds, in order; nothing hidden. */
  names(folder?: string): Promise<string[]>;
}

const BASE = "05_Customers";

export function tokenOf(user: string): string {
  return `token-of-${user}`;
}

export async function openGatewayStudio(variables: Record<string, string> = {}): Promise<GatewayStudio> {
  const cloud = await openTestCloud();
  onTestFinished(() => cloud.remove());
  const studio = await openStudio({
    variables: {
      NEXTCLOUD_BASE_URL: `http://127.0.0.1:${cloud.cloud.port}`,
      NEXTCLOUD_USERNAME: serviceAccount,
      NEXTCLOUD_PASSWORD: cloudPassword,
      NEXTCLOUD_FILES_BASE_PATH: BASE,
      NEXTAUTH_URL: "http://localhost:3000",
      PARLOUR_RATE_LIMITS: "off",
      PARLOUR_SPOOL_DIR: path.join(cloud.dataDir, "spool"),
      ...variables,
    },
  });
  insertTestUsers(studio.db);
  for (const user of ["staff", "admin", "mara"])
    studio.db
      .insert(apiTokens)
      .values({
        id: user,
        userId: `user-${user}`,
        name: user,
        tokenHash: hashToken(tokenOf(user)),
        createdAt: 0,
      })
      .run();
  const root = path.join(userFilesDir(cloud.dataDir, serviceAccount), BASE);
  await mkdir(root, { recursive: true });
  const { db, env, now } = studio.ctx();
  const gateway = filesGateway({ db, env, now });
  const address = await serveAnswerer((request, response) => gateway.answer(request, response, "127.0.0.1"));
  return {
    ...studio,
    cloud,
    gateway,
    address,
    send: (request) => send(address, request),
    async put(name, content) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), content);
    },
    read: (name) => readFile(path.join(root, name)),
    names: async (folder = "") =>
      (await readdir(path.join(root, folder))).filter((name) => !name.startsWith(".")).sort(),
  };
}

function send(to: string, request: GatewayRequest): Promise<GatewayAnswer> {
  const { method = "GET", body, as = "staff" } = request;
  const address = new URL(request.path, to);
  for (const [name, value] of Object.entries(request.query ?? {})) address.searchParams.set(name, value);
  const length = typeof body === "string" || Buffer.isBuffer(body) ? Buffer.byteLength(body) : undefined;
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      address,
      {
        method,
        agent: false,
        headers: {
          ...(as === null ? {} : { Authorization: `Bearer ${tokenOf(as)}` }),
          ...(length === undefined || request.headers?.["Transfer-Encoding"]
            ? {}
            : { "Content-Length": String(length) }),
          ...request.headers,
        },
      },
      async (answer) => {
        try {
          const bytes = await buffer(answer);
          const text = bytes.toString("utf8");
          const isJson = /json/.test(answer.headers["content-type"] ?? "");
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            bytes,
            text,
            json: isJson && text !== "" ? JSON.parse(text) : {},
          });
        } catch (error) {
          reject(error);
        }
      },
    );
    outgoing.on("error", reject);
    if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) outgoing.end(body);
    else body.pipe(outgoing);
  });
}
