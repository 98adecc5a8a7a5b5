import { findArtist } from "#db/queries/artists.ts";
import { saveFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { AppError } from "#lib/core/errors.ts";
import type { FormFields } from "./read-body.ts";
import { seeOther } from "./see-other.ts";

/** A refused booking form goes back to its page, which finds what was typed under the draft's token. */
export async function bookingFormFailure(failure: {
  ctx: Ctx;
  error: AppError;
  fields: FormFields;
}): Promise<Response | null> {
  const { ctx, error, fields } = failure;
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    values[name] = Array.isArray(value) ? value.join(" ") : value;
  }
  const artist = values.artistId ? await findArtist(ctx.db, values.artistId) : undefined;
  if (!artist || !values.serviceId) return null;
  const draft = await saveFormDraft(ctx, { values, errors: error.errors ?? {}, code: error.code });
  const query = new URLSearchParams({ ...(values.startTime ? { start: values.startTime } : {}), draft });
  return seeOther(`/book/${artist.slug}/${encodeURIComponent(values.serviceId)}?${query}`);
}
