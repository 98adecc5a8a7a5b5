import { findMedia } from "#db/queries/media.ts";
import {
  aboutIdsOf,
  listReferencePictures,
  type ReferencePictureRow,
} from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** A reference picture as pages show it. */
export interface PictureView {
  id: string;
  filename: string;
  width: number;
  height: number;
  size: number;
  /** In the customer's folder; false while it waits to get there. */
  isFiled: boolean;
  createdAt: number;
}

/**
 * The pictures that came with an appointment or an inquiry. Given an appointment, those of what it goes on with too
 * (the inquiry it answers, the appointment it replaces). Whoever asks has looked whether they may see it.
 */
export async function listPictures(
  ctx: Pick<Ctx, "db">,
  about: string | { id: string; rootId: string | null; inquiryId: string | null },
): Promise<PictureView[]> {
  const ids = typeof about === "string" ? [about] : aboutIdsOf(about);
  const rows = await listReferencePictures(ctx.db, ids);
  const shown = await Promise.all(
    rows.map(async (row) => ({
      row,
      media: row.mediaId === null ? null : await findMedia(ctx.db, row.mediaId),
    })),
  );
  // What somebody of the studio deleted is gone for the customer as well.
  return shown
    .filter(({ row, media }) => row.spoolId !== null || (media && media.state !== "deleted"))
    .map(({ row, media }) => pictureView(row, media?.state === "stored"));
}

function pictureView(row: ReferencePictureRow, isFiled: boolean): PictureView {
  const { id, filename, width, height, size, createdAt } = row;
  return { id, filename, width, height, size, isFiled, createdAt };
}
