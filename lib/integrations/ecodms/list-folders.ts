import type { Client } from "../client.ts";
import type { Folder } from "./dto.ts";
import { rawFolders } from "./schema.ts";
import { withSession } from "./session.ts";

/** Every folder of the archive: ecoDMS answers them at once. @throws UpstreamError */
export function listFolders(client: Client): Promise<Folder[]> {
  return withSession(client, async (inSession) => {
    const folders = await inSession.json({ path: "/folders" }, rawFolders);
    return folders.map(({ oId, foldername }) => ({ id: oId, name: foldername, parentId: parentOf(oId) }));
  });
}

function parentOf(id: string): string | null {
  const end = id.lastIndexOf(".");
  return end < 0 ? null : id.slice(0, end);
}
