import { callApi } from "#components/console/api.ts";
import { forgetUpload, isSameFile, rememberedUploads } from "./remembered-uploads.ts";
import type { UploadItem } from "./upload-queue.ts";

/** What Nextcloud holds of a large upload that was called off is not needed any more. */
export function abandonUpload({ target, name }: UploadItem, file: File): void {
  const { size, lastModified } = file;
  const mark = { customerId: target.customerId, name, size, lastModified };
  const earlier = rememberedUploads().find((one) => isSameFile(one, mark));
  if (earlier) void abandonSession(earlier.sessionId);
}

/** Throws away the pieces of an unfinished upload. */
export async function abandonSession(sessionId: string): Promise<void> {
  forgetUpload(sessionId);
  await callApi("DELETE", `/api/crm/nextcloud/uploads/${encodeURIComponent(sessionId)}`).catch(
    () => undefined,
  );
}
