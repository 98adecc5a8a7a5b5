import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cloud, startCloud } from "./start-cloud.ts";
import { cloudPassword } from "./users.ts";

/** What a test sends; `user` null sends no credentials. */
export type CloudRequest = {
  user: string | null;
  password?: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer<ArrayBuffer>;
};

export type CloudAnswer = { status: number; headers: Headers; body: string; bytes: Buffer };

/** The Basic header of a sandbox user. */
export function basicAuth(user: string, password = cloudPassword): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Sends one plain HTTP request to a cloud and reads the whole answer. Redirects are not followed. */
export async function requestCloud(cloud: Cloud, request: CloudRequest): Promise<CloudAnswer> {
  const headers = new Headers(request.headers);
  if (request.user !== null) headers.set("Authorization", basicAuth(request.user, request.password));
  const response = await fetch(`http://127.0.0.1:${cloud.port}${request.path}`, {
    method: request.method ?? "GET",
    headers,
    redirect: "manual",
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body: bytes.toString("utf8"), bytes };
}

/**
 * A cloud in a fresh directory for a test, with helpers; `remove` ends it and deletes its data. With
 * `withoutSyncCollection` it begins (and begins again) as a server that only has ctags; a running one is switched
 * by `cloud.features.withoutSyncCollection`.
 */
export async function openTestCloud(now?: () => number, options: { withoutSyncCollection?: boolean } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "sandbox-cloud-"));
  const start = () => startCloud({ port: 0, dataDir, ...options, ...(now === undefined ? {} : { now }) });
  let cloud = await start();
  return {
    dataDir,
    get cloud() {
      return cloud;
    },
    send: (request: CloudRequest) => requestCloud(cloud, request),
    async restart() {
      await cloud.close();
      cloud = await start();
    },
    async remove() {
      await cloud.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type TestCloud = Awaited<ReturnType<typeof openTestCloud>>;

/** A small event; `more` are further lines of the VEVENT. */
export function testEvent(uid: string, summary = "Session", more: string[] = []): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Test//Sandbox//EN",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20261120T090000Z",
    "DTSTART:20261201T090000Z",
    "DTEND:20261201T110000Z",
    `SUMMARY:${summary}`,
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}
