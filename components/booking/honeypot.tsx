import { useTranslations } from "next-intl";

/** A field that people do not see and robots fill in: what comes back with it is no request. */
export function Honeypot() {
  const t = useTranslations("public.book.form");
  return (
    <div aria-hidden className="absolute -left-[9999px] h-px w-px overflow-hidden">
      <label>
        {t("leaveEmpty")}
        <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
      </label>
    </div>
  );
}
