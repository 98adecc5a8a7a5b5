import { findArtist } from "#db/queries/artists.ts";
import { saveFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { AppError } from "#lib/core/errors.ts";
import { type FormFields, textOf } from "./read-body.ts";
import { seeOther } from "./see-other.ts";

interface Failure {
  ctx: Ctx;
  error: AppError;
  fields: FormFields;
}

const KINDS = ["inquiry", "appointment", "waitlist"];

/** A refused choice (or refusal) of offered times goes back to the customer's page, which says why. */
export async function offerFormFailure(failure: Failure): Promise<Response | null> {
  const { kind } = failure.fields;
  return typeof kind === "string" && KINDS.includes(kind) ? backToLink(failure, kind) : null;
}

/** A refused form of the page of an inquiry. */
export function inquiryStepFailure(failure: Failure): Promise<Response | null> {
  return backToLink(failure, "inquiry");
}

/** A refused form of the page of the waitlist. */
export function waitlistStepFailure(failure: Failure): Promise<Response | null> {
  return backToLink(failure, "waitlist");
}

/** A refused idea goes back to the page of its service, filled in. */
export async function inquiryFormFailure({ ctx, error, fields }: Failure): Promise<Response | null> {
  const values = textOf(fields);
  const artist = values.artistId ? await findArtist(ctx.db, values.artistId) : undefined;
  if (!artist || !values.serviceId) return null;
  const draft = await saveFormDraft(ctx, { values, errors: error.errors ?? {}, code: error.code });
  return seeOther(`/book/${artist.slug}/${encodeURIComponent(values.serviceId)}?draft=${draft}`);
}

/** A refused entry of the waitlist has a page of its own, because the form stands beside another one. */
export async function waitlistFormFailure({ ctx, error, fields }: Failure): Promise<Response | null> {
  return backToJoin(ctx, fields, { code: error.code, errors: error.errors ?? {} });
}

/** Where the form of the waitlist comes back, filled in. */
export async function backToJoin(
  ctx: Ctx,
  fields: FormFields,
  refusal: { code: string; errors: Record<string, string[]> },
): Promise<Response | null> {
  const values = textOf(fields);
  const artist = values.artistId ? await findArtist(ctx.db, values.artistId) : undefined;
  if (!artist || !values.serviceId) return null;
  const draft = await saveFormDraft(ctx, { values, ...refusal });
  return seeOther(`/waitlist/join?draft=${draft}`);
}

async function backToLink({ ctx, error, fields }: Failure, kind: string): Promise<Response | null> {
  // The link itself is kept as a hash only.
  const { token, ...values } = textOf(fields);
  if (!token) return null;
  const path = `/${kind}/${encodeURIComponent(token)}`;
  if (error.code === "not_found") return seeOther(path);
  const draft = await saveFormDraft(ctx, { values, errors: error.errors ?? {}, code: error.code });
  return seeOther(`${path}?draft=${draft}`);
}
