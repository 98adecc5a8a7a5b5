import { saveFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { AppError } from "#lib/core/errors.ts";
import { type FormFields, textOf } from "./read-body.ts";
import { seeOther } from "./see-other.ts";

const pages = new Map([
  ["reschedule", "/reschedule"],
  ["next_sitting", "/sitting"],
]);

/** A refused form of a customer's page goes back to where it was sent from, with what was typed and why. */
export async function managedFormFailure(failure: {
  ctx: Ctx;
  error: AppError;
  fields: FormFields;
}): Promise<Response | null> {
  const { ctx, error, fields } = failure;
  // The link itself is kept as a hash only.
  const { token, ...kept } = textOf(fields);
  if (!token || error.code === "not_found") return token ? seeOther(pathOf(token)) : null;
  const draft = await saveFormDraft(ctx, { values: kept, errors: error.errors ?? {}, code: error.code });
  const page = pages.get(kept.action ?? "") ?? "";
  const query = new URLSearchParams({
    ...(page && kept.startTime ? { start: kept.startTime } : {}),
    draft,
  });
  return seeOther(`${pathOf(token)}${page}?${query}`);
}

function pathOf(token: string): string {
  return `/appointment/${encodeURIComponent(token)}`;
}
