import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";
import { deleteFile } from "#lib/media/delete-file.ts";

/** GET and HEAD are answered in front of Next (lib/http/files/files-gateway.ts). */
export const DELETE = route(endpoints.deleteFile, async ({ ctx, query }) => {
  const undo = await deleteFile(ctx, query);
  return { deleted: true, undo: undo && { path: undo.path, deleted_at: iso(undo.deletedMs) } };
});
