import { saveFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { AppError } from "#lib/core/errors.ts";
import type { FormFields } from "./read-body.ts";
import { seeOther } from "./see-other.ts";

/**
 * A signature that was refused goes back to its page, filled in. Of who is too young nothing is kept, not even for the
 * moment in between.
 */
export async function consentFormFailure(failure: {
  ctx: Ctx;
  error: AppError;
  fields: FormFields;
}): Promise<Response | null> {
  const { ctx, error, fields } = failure;
  const text = (name: string) => [fields[name] ?? ""].flat().join(" ");
  const token = text("token");
  if (token === "") return null;
  const page = `/appointment/${encodeURIComponent(token)}/consent`;
  if (error.errors?.birthDate?.includes("too_young")) return seeOther(`${page}?refused=too_young`);
  const names = ["signedName", "birthDate", "agreed", "signaturePath"];
  const draft = await saveFormDraft(ctx, {
    values: Object.fromEntries(names.map((name) => [name, text(name)])),
    errors: error.errors ?? {},
    code: error.code,
  });
  return seeOther(`${page}?draft=${encodeURIComponent(draft)}`);
}
