import { findArtist } from "#db/queries/artists.ts";
import { saveFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { AppError } from "#lib/core/errors.ts";
import { bookingPage } from "./booking-page.ts";
import { type FormFields, textOf } from "./read-body.ts";
import { seeOther } from "./see-other.ts";

/** A refused booking form goes back to its page, which finds what was typed under the draft's token. */
export async function bookingFormFailure(failure: {
  ctx: Ctx;
  error: AppError;
  fields: FormFields;
}): Promise<Response | null> {
  const { ctx, error, fields } = failure;
  const values = textOf(fields);
  const page = bookingPage(values.page) ?? (await pageOf(ctx, values));
  if (!page) return null;
  const { errors = {}, code, retryAt } = error;
  const draft = await saveFormDraft(ctx, { values, errors, code, retryAt });
  const query = new URLSearchParams({
    ...(values.startTime ? { start: values.startTime } : {}),
    ...(values.durationMinutes ? { length: values.durationMinutes } : {}),
    ...(values.zone ? { tz: values.zone } : {}),
    draft,
  });
  return seeOther(`${page}?${query}`);
}

/** For forms that do not say where they stand. */
async function pageOf(ctx: Ctx, values: Record<string, string>): Promise<string | null> {
  const artist = values.artistId ? await findArtist(ctx.db, values.artistId) : undefined;
  if (!artist || !values.serviceId) return null;
  return `/book/${artist.slug}/${encodeURIComponent(values.serviceId)}`;
}
