import type { MediaView } from "#lib/media/file-view.ts";
import { iso } from "./iso.ts";

/** The record of an upload in an answer. */
export function mediaJson(view: MediaView) {
  const path = encodeURIComponent(view.path);
  const hasPreview = view.state === "stored" && /^(image\/(?!svg)|application\/pdf$)/.test(view.mimeType);
  return {
    id: view.id,
    customer_id: view.customerId,
    filename: view.filename,
    nextcloud_path: view.path,
    direction: view.direction,
    mime_type: view.mimeType,
    size: view.size,
    state: view.state,
    uploaded_by: view.uploadedBy,
    created_at: iso(view.createdAt),
    file_url: `/api/crm/nextcloud/file?path=${path}`,
    preview_url: hasPreview ? `/api/crm/nextcloud/preview?path=${path}&size=256` : null,
  };
}
