import { callApi } from "#components/console/api.ts";
import { forgetUpload, rememberedUploads } from "./remembered-uploads.ts";
import type { UploadItem } from "./upload-queue.ts";

/** What Nextcloud holds of a large upload that was called off is not needed any more. */
export function abandonUpload({ target, name }: UploadItem, file: File): void {
  const earlier = rememberedUploads().find(
    (one) =>
      one.customerId === target.customerId &&
      one.name === name &&
      one.size === file.size &&
      one.lastModified === file.lastModified,
  );
  if (earlier) void abandonSession(earlier.sessionId);
}

/** Throws away the pieces of an unfinished upload. */
export async function abandonSession(sessionId: string): Promise<void> {
  forgetUpload(sessionId);
  await callApi("DELETE", `/api/crm/nextcloud/uploads/${encodeURIComponent(sessionId)}`).catch(
    () => undefined,
  );
}
