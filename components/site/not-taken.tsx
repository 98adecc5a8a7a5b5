import { getTranslations } from "next-intl/server";
import { Alert } from "#components/ui/alert.tsx";

const codes = ["rate_limited", "too_large"] as const;

/** Whether a form was refused before anybody looked at what it says: the same words everywhere. */
export function isNotTaken(code: string): boolean {
  return codes.some((known) => known === code);
}

/** Says that a form was too much at once, and what to do; takes the focus, without a script as well. */
export async function NotTaken({ code, className }: { code: string; className?: string }) {
  const t = await getTranslations("refusal");
  const said = codes.find((known) => known === code) ?? "rate_limited";
  return (
    <Alert role="alert" tabIndex={-1} autoFocus tone="warn" title={t(said)} className={className}>
      <p>{t(`${said}Text`)}</p>
    </Alert>
  );
}
