import { CircleCheck, CircleX, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "#components/ui/spinner.tsx";
import type { TimeCheck } from "./use-time-check.ts";

/**
 * Beside a time somebody considers: free, taken, or unusual. The studio may go beyond its hours and notice, so these
 * are a word of warning only; what blocks is refused when it is saved.
 */
export function TimeCheckLine({
  past,
  check,
  checking,
  failed,
  artist,
}: {
  past: boolean;
  check: TimeCheck | null;
  checking: boolean;
  failed: boolean;
  artist: string;
}) {
  const t = useTranslations("console.check");
  return (
    <p role="status" className="mt-1 flex min-h-6 items-start gap-2 text-sm">
      {past ? (
        <Line tone="bad" words={t("past")} />
      ) : checking ? (
        <Spinner label={t("checking", { artist })} />
      ) : failed ? (
        <Line tone="warn" words={t("failed")} />
      ) : !check ? null : check.available ? (
        check.verified ? (
          <Line tone="good" words={t("free", { artist })} />
        ) : (
          <Line tone="warn" words={t("unverified", { artist })} />
        )
      ) : check.reason === "busy" ? (
        <Line tone="bad" words={t("busy", { artist })} />
      ) : (
        <Line
          tone="warn"
          words={check.reason && t.has(check.reason) ? t(check.reason, { artist }) : t("unusual", { artist })}
        />
      )}
    </p>
  );
}

const marks = {
  good: { icon: CircleCheck, colour: "text-good" },
  warn: { icon: Info, colour: "text-warn" },
  bad: { icon: CircleX, colour: "text-bad" },
};

function Line({ tone, words }: { tone: keyof typeof marks; words: string }) {
  const { icon: Icon, colour } = marks[tone];
  return (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${colour}`} />
      <span className={colour}>{words}</span>
    </>
  );
}
