import type { Client } from "../client.ts";
import type { Names } from "./map.ts";
import { rawFolders, rawNamed } from "./schema.ts";
import type { Session } from "./session-place.ts";

const KEPT_MS = 60_000;

/** What folders, types and statuses are called; asked once in a session and minute. @throws UpstreamError */
export async function readNames(client: Client, session: Session): Promise<Names> {
  if (session.names && session.names.until > client.now()) return session.names.value;
  const asked = { until: client.now() + KEPT_MS, value: askNames(client) };
  session.names = asked;
  asked.value.catch(() => {
    if (session.names === asked) session.names = null;
  });
  return asked.value;
}

async function askNames(client: Client): Promise<Names> {
  const [folders, types, statuses] = await Promise.all([
    client.json({ path: "/folders" }, rawFolders),
    client.json({ path: "/types" }, rawNamed),
    client.json({ path: "/status" }, rawNamed),
  ]);
  return {
    folders: new Map(folders.map(({ oId, foldername }) => [oId, foldername])),
    types: new Map(types.map(({ id, name }) => [id, name])),
    statuses: new Map(statuses.map(({ id, name }) => [id, name])),
  };
}
