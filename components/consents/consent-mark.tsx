import { FileCheck2, FileWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";

/** Whether what has to be signed before an appointment was; with a link to the PDF where it was. */
export function ConsentMark({
  consent,
}: {
  consent: { state: "signed" | "missing"; pdfPath?: string | null };
}) {
  const t = useTranslations("consent.mark");
  const isSigned = consent.state === "signed";
  const badge = (
    <StatusBadge tone={isSigned ? "good" : "warn"} icon={isSigned ? FileCheck2 : FileWarning}>
      {t(consent.state)}
    </StatusBadge>
  );
  if (!isSigned || !consent.pdfPath) return <span title={t(`${consent.state}Hint`)}>{badge}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {badge}
      <a
        href={consent.pdfPath}
        target="_blank"
        rel="noreferrer"
        className="text-sm underline underline-offset-4"
      >
        {t("open")}
      </a>
    </span>
  );
}
