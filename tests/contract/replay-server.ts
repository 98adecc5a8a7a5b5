import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { startTestServer, type TestServer } from "./test-server.ts";

const recordingSchema = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string(), auth: z.string().nullable(), body: z.string() }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    /** In place of `body`, where that is no text. */
    bodyBase64: z.string().optional(),
  }),
});

/** One recorded exchange with a real Nextcloud; see tests/recordings/README.md. */
export type Recording = z.infer<typeof recordingSchema>;

export const RECORDINGS = new URL("../recordings/", import.meta.url);

/** Of exchanges about files, which `lib/nextcloud/files` plays; the others are `lib/nextcloud`'s. */
const OF_FILES = /^(files|chunk|preview|share|trashbin)-/;

/** The names of the recordings, of files or of all else. */
export function recordingNames(ofFiles: boolean): string[] {
  return readdirSync(RECORDINGS)
    .filter((file) => file.endsWith(".json") && OF_FILES.test(file) === ofFiles)
    .map((file) => file.replace(".json", ""))
    .sort();
}

export function readRecording(name: string): Recording {
  return recordingSchema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, RECORDINGS), "utf8")));
}

/** A server that gives a recorded answer to the request it was recorded for, and 418 to every other. */
export async function startReplay(...recordings: Recording[]): Promise<TestServer> {
  const server = await startTestServer((request, response) => {
    const match = recordings.find(
      ({ request: { method, path } }) => method === request.method && path === request.url,
    );
    if (!match) {
      response.writeHead(418).end(`no recording of ${request.method} ${request.url}`);
      return;
    }
    const here = (text: string) => text.replaceAll("http://cloud.example", server.url);
    const headers = Object.entries(match.response.headers).map(([name, value]) => [name, here(value)]);
    const { bodyBase64 } = match.response;
    const body = bodyBase64 === undefined ? here(match.response.body) : Buffer.from(bodyBase64, "base64");
    response.writeHead(match.response.status, Object.fromEntries(headers)).end(body);
  });
  return server;
}
