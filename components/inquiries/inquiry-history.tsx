import { getLocale, getTranslations } from "next-intl/server";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { InquiryDetails } from "#lib/inquiries/inquiry-view.ts";

/** What happened to an inquiry, the newest first. */
export async function InquiryHistory({
  history,
  nowMs,
  timeZone,
}: {
  history: InquiryDetails["history"];
  nowMs: number;
  timeZone: string;
}) {
  const t = await getTranslations("inquiry.staff");
  const locale = await getLocale();
  const lines = history.map((line, index) => ({ ...line, key: `${line.at}-${index}` })).reverse();
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-2 text-sm font-semibold">
        {t("history")}
      </h2>
      <ol className="space-y-2.5 text-sm">
        {lines.map(({ key, action, actorKind, actorName, at, detail }) => (
          <li key={key}>
            <p>{t.has(`actions.${action}`) ? t(`actions.${action}`) : action}</p>
            {typeof detail.word === "string" && (
              <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{detail.word}</p>
            )}
            <p className="text-ink-soft">
              {actorKind !== "customer" && actorKind !== "worker" && `${actorName} · `}
              <RelativeTime atMs={at} nowMs={nowMs} timeZone={timeZone} locale={locale} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
