import type { Client } from "../client.ts";
import { rawId } from "./schema.ts";
import { withSession } from "./session.ts";

/**
 * Archives a file; ecoDMS spends a paid API connect on it. It lies in the archive's first folder until
 * `classifyDocument`. Never sent twice by itself.
 * @param input `file` of 10 MB at most, unless ecoDMS is set up for more; `beforePaid` is called right before
 * @returns the docid
 */
export function uploadDocument(
  client: Client,
  input: { name: string; file: Blob; isVersioned?: boolean; beforePaid: () => Promise<void> },
): Promise<{ id: number }> {
  let isCounted = false;
  return withSession(client, async (inSession) => {
    if (!isCounted) await input.beforePaid();
    isCounted = true;
    const multipart = new FormData();
    multipart.set("file", input.file, input.name);
    const id = await inSession.json(
      {
        method: "POST",
        path: `/uploadFile/${input.isVersioned === true}`,
        operation: "/uploadFile/{versionControlled}",
        multipart,
      },
      rawId,
    );
    return { id };
  });
}
