import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { abortUpload } from "#lib/media/transfer/abort-upload.ts";
import { beginUpload } from "#lib/media/transfer/begin-upload.ts";
import { finishUpload } from "#lib/media/transfer/finish-upload.ts";
import { forgetUploads } from "#lib/media/transfer/forget-uploads.ts";
import { openFile } from "#lib/media/transfer/open-file.ts";
import { openPreview } from "#lib/media/transfer/open-preview.ts";
import { receiveChunk } from "#lib/media/transfer/receive-chunk.ts";
import { receiveUpload } from "#lib/media/transfer/receive-upload.ts";
import { showUpload } from "#lib/media/transfer/show-upload.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import type { Ctx } from "./context.ts";

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const frontDesk: ActorName[] = ["staff", "admin"];

const body = () => Readable.from(["x"]);
const nora = "Nora/Sent Media/a.txt";

/** On a customer who is no artist's; the names are those who may, and then find that nothing is configured or there. */
const verbs: Record<string, [(ctx: Ctx) => Promise<unknown>, ActorName[]]> = {
  openFile: [(ctx) => openFile(ctx, { path: nora, method: "GET" }), [...frontDesk, "worker"]],
  openPreview: [
    (ctx) => openPreview(ctx, { path: nora, size: 64, knows: () => false }),
    [...frontDesk, "worker"],
  ],
  receiveUpload: [(ctx) => receiveUpload(ctx, { path: nora, size: 1, body }), [...frontDesk, "worker"]],
  beginUpload: [(ctx) => beginUpload(ctx, { path: nora, size: 1 }), frontDesk],
  // Their own uploads only, so that here is nothing for anybody.
  showUpload: [(ctx) => showUpload(ctx, "nothing"), []],
  finishUpload: [(ctx) => finishUpload(ctx, "nothing"), []],
  abortUpload: [(ctx) => abortUpload(ctx, "nothing"), []],
  receiveChunk: [(ctx) => receiveChunk(ctx, { id: "nothing", number: 1, size: 1, body }), []],
  forgetUploads: [(ctx) => forgetUploads(ctx), ["admin", "worker"]],
};

test.each(Object.entries(verbs))("%s is for those who may", async (_name, [verb, allowed]) => {
  const studio = await openStudio({
    variables: {
      // Refuses every connection: what gets so far was allowed.
      NEXTCLOUD_BASE_URL: "http://127.0.0.1:1",
      NEXTCLOUD_USERNAME: "parlour",
      NEXTCLOUD_PASSWORD: "secret",
      NEXTCLOUD_FILES_BASE_PATH: "05_Customers",
      PARLOUR_SPOOL_MAX_MB: "0",
    },
  });
  const found = await Promise.all(
    everyone.map(async (name) => {
      const refusal = await verb(studio.ctx(name)).then(
        () => null,
        (error: unknown) => error,
      );
      const isRefused = refusal instanceof AppError && /^not_(signed_in|allowed|found)$/.test(refusal.code);
      return isRefused ? [] : [name];
    }),
  );
  expect(found.flat().sort()).toEqual([...allowed].sort());
});
