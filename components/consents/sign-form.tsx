import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import { SignaturePad } from "./signature-pad.tsx";

/** Name, date of birth where an age is asked, yes, and a signature for who likes to draw one. A plain form. */
export function SignForm({
  token,
  minimumAge,
  name,
  draft,
}: {
  token: string;
  minimumAge: number | null;
  /** As they booked; they may write it otherwise. */
  name: string;
  draft: FormDraft | null;
}) {
  const t = useTranslations("consent.page");
  const errors = draft?.errors ?? {};
  const words = (field: string) =>
    errors[field]?.map((key) => t(t.has(`errors.${key}`) ? `errors.${key}` : "errors.invalid"));
  const first = ["signedName", "birthDate", "signaturePath", "agreed"].find((field) => errors[field]);
  const agreed = words("agreed");
  const signature = words("signaturePath");
  return (
    <form method="post" action="/api/consents" className="max-w-xl space-y-6">
      <input type="hidden" name="token" value={token} />
      <InputField
        id="signed-name"
        label={t("name")}
        hint={t("nameHint")}
        required
        error={words("signedName")}
        name="signedName"
        autoComplete="name"
        maxLength={120}
        defaultValue={draft?.values.signedName ?? name}
        autoFocus={first === "signedName"}
      />
      {minimumAge !== null && (
        <InputField
          id="birth-date"
          label={t("birthDate")}
          hint={t("birthDateHint", { age: minimumAge })}
          required
          error={words("birthDate")}
          type="date"
          name="birthDate"
          autoComplete="bday"
          defaultValue={draft?.values.birthDate}
          autoFocus={first === "birthDate"}
          inputClassName="max-w-56"
        />
      )}
      <div className="empty:hidden">
        <SignaturePad initial={draft?.values.signaturePath} errorId={signature && "signature-error"} />
        {signature && (
          // Nothing in the pad can take the focus.
          <p
            id="signature-error"
            tabIndex={-1}
            // biome-ignore lint/a11y/noAutofocus: the first thing to mend in a form that came back
            autoFocus={first === "signaturePath"}
            className="mt-1.5 text-sm text-bad"
          >
            {signature.join(" ")}
          </p>
        )}
      </div>
      <div>
        <Checkbox
          name="agreed"
          value="yes"
          required
          label={t("agree")}
          defaultChecked={draft?.values.agreed === "yes"}
          aria-invalid={agreed ? true : undefined}
          aria-describedby={agreed ? "agreed-error" : undefined}
          autoFocus={first === "agreed"}
        />
        {agreed && (
          <p id="agreed-error" className="text-sm text-bad">
            {agreed.join(" ")}
          </p>
        )}
      </div>
      <Button type="submit" variant="primary" size="lg">
        {t("sign")}
      </Button>
      <p className="text-sm text-ink-soft">{t("kept")}</p>
    </form>
  );
}
