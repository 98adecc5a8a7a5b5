import { findAppointmentByManageToken } from "#db/queries/appointments.ts";
import { findDraftPicture } from "#db/queries/draft-pictures.ts";
import {
  aboutIdsOf,
  artistOfPicture,
  findReferencePicture,
  inquiryIdByToken,
} from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { shrinkKept } from "./shrink-kept.ts";

/** Customers see what they sent small; it is theirs already. */
const PREVIEW_PIXELS = 320;

/** A small preview of a draft, for whoever has its token. @throws AppError `not_found` */
export async function showDraftPicture(ctx: Ctx, token: string): Promise<Buffer> {
  const picture = await findDraftPicture(ctx.db, hashToken(token), ctx.now());
  if (!picture) throw notThere();
  return shrinkKept(ctx, picture, PREVIEW_PIXELS);
}

/** A small preview for whoever has the link to what the picture came with. @throws AppError `not_found` */
export async function showOwnPicture(ctx: Ctx, linkToken: string, id: string): Promise<Buffer> {
  const picture = await findReferencePicture(ctx.db, id);
  const mine = await linkedAboutIds(ctx, linkToken);
  if (!picture || picture.aboutId === null || !mine.includes(picture.aboutId)) throw notThere();
  return shrinkKept(ctx, picture, PREVIEW_PIXELS);
}

/** A picture for the studio. @throws AppError `not_signed_in`, `not_found`, also for what is another artist's */
export async function showReferencePicture(ctx: Ctx, id: string, size: number): Promise<Buffer> {
  requireStudio(ctx.actor);
  const picture = await findReferencePicture(ctx.db, id);
  if (!picture || picture.aboutId === null) throw notThere();
  if (ctx.actor.kind === "artist" && (await artistOfPicture(ctx.db, picture)) !== ctx.actor.artistId)
    throw notThere();
  return shrinkKept(ctx, picture, size);
}

async function linkedAboutIds(ctx: Ctx, linkToken: string): Promise<string[]> {
  const hash = hashToken(linkToken);
  const appointment = await findAppointmentByManageToken(ctx.db, hash);
  if (appointment) return aboutIdsOf(appointment);
  const inquiryId = await inquiryIdByToken(ctx.db, hash);
  return inquiryId === null ? [] : [inquiryId];
}

function notThere(): AppError {
  return new AppError("not_found", "There is no such picture (any more).");
}
