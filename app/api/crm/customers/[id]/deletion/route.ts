import { previewDeletion } from "#lib/customers/preview-deletion.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.previewDeletion, async ({ ctx, params }) => {
  const { folder, otherFolders, waitingUploads, waitingMails, ...counts } = await previewDeletion(
    ctx,
    params.id ?? "",
  );
  return {
    preview: {
      ...counts,
      waiting_uploads: waitingUploads,
      waiting_mails: waitingMails,
      folder: folder && { path: folder.path, size: folder.sizeBytes },
      other_folders: otherFolders.map(({ path, sizeBytes }) => ({ path, size: sizeBytes })),
    },
  };
});
