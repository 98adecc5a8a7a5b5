import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { HistoryLine } from "#lib/appointments/appointment-view.ts";
import { whenWords } from "./when-words.ts";

/** Who did what, and when; the newest first. */
export function AppointmentHistory({
  history,
  artist,
  nowMs,
  onUndo,
}: {
  history: HistoryLine[];
  artist: { timeZone: string };
  nowMs: number;
  /** Where the newest line can be taken back. */
  onUndo: (() => Promise<void>) | null;
}) {
  const t = useTranslations("console.history");
  const common = useTranslations("common");
  const locale = useLocale();
  const at = (instantMs: unknown) => {
    if (typeof instantMs !== "number") return null;
    const { date, time } = whenWords(
      { startMs: instantMs, endMs: instantMs },
      artist.timeZone,
      nowMs,
      locale,
    );
    return `${date}, ${time.split("–")[0]}`;
  };
  const who = ({ actorKind, actorName, detail }: HistoryLine) => {
    if (detail.by === "calendar") return t("byCalendar");
    return t.has(`actors.${actorKind}`) ? t(`actors.${actorKind}`) : actorName;
  };
  const name = (action: string) =>
    t.has(`actions.${action}`) ? t(`actions.${action}`) : action.replaceAll("_", " ");
  const what = ({ action, actorName, detail }: HistoryLine) => {
    if (action !== "undone" || typeof detail.undid !== "string") return name(action);
    const by = typeof detail.undidBy === "string" ? detail.undidBy : actorName;
    return t(by === actorName ? "undid" : "undidOf", { what: name(detail.undid), name: by });
  };
  const newestFirst = [...history].sort((a, b) => b.at - a.at);
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-2 text-sm font-semibold">
        {t("title")}
      </h2>
      <ol className="space-y-4 border-l border-line-strong pl-5">
        {newestFirst.map((line, index) => {
          const [from, to] = [at(line.detail.fromMs), at(line.detail.toMs)];
          const moved = from !== null && to !== null && from !== to;
          return (
            <li key={`${line.at}-${line.action}`} className="relative text-sm">
              <span aria-hidden className="absolute top-1.5 -left-6 size-2 rounded-full bg-line-strong" />
              <p>
                <span className="font-medium">{what(line)}</span>
                <span className="text-ink-soft"> · {who(line)} · </span>
                <RelativeTime
                  atMs={line.at}
                  nowMs={nowMs}
                  timeZone={artist.timeZone}
                  locale={locale}
                  className="text-ink-soft"
                />
              </p>
              {moved && <p className="text-ink-soft">{t("moved", { from, to })}</p>}
              {Array.isArray(line.detail.changed) && (
                <p className="text-ink-soft">
                  {line.detail.changed
                    .map((field) => (t.has(`fields.${field}`) ? t(`fields.${field}`) : field))
                    .join(", ")}
                </p>
              )}
              {line.detail.unverified === true && <p className="text-ink-soft">{t("unverified")}</p>}
              {typeof line.detail.word === "string" && line.detail.word !== "" && (
                <p className="measure mt-0.5 whitespace-pre-wrap text-ink-soft">
                  {t("word", { word: line.detail.word })}
                </p>
              )}
              {index === 0 && onUndo && (
                <Button variant="link" size="sm" className="mt-1" onClick={() => void onUndo()}>
                  {common("undo")}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
