"use client";

import { useTranslations } from "next-intl";
import { useCause } from "#components/console/use-cause.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { type Tone, toneIcon, toneText } from "#components/ui/tone.ts";
import type { ImportLine } from "#lib/calendars/import-input.ts";

const tones: Record<ImportLine["result"], Tone> = {
  ready: "good",
  added: "good",
  exists: "neutral",
  refused: "bad",
};

/** What becomes of each line of an import, and why where it cannot be used. */
export function ImportLines({ lines }: { lines: ImportLine[] }) {
  const t = useTranslations("console.sync.import");
  const cause = useCause();
  const why = ({ reason, words }: ImportLine) => {
    const known = cause(reason);
    if (known) return `${known.title}. ${known.cure}`;
    return reason && t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : words;
  };
  return (
    <div className="max-h-[45dvh] overflow-y-auto rounded-md border">
      <Table label={t("table")}>
        <TableHead>
          <TableRow>
            <TableHeader className="text-right">{t("line")}</TableHeader>
            <TableHeader>{t("outcome")}</TableHeader>
            <TableHeader>{t("artist")}</TableHeader>
            <TableHeader>{t("calendar")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line) => {
            const Icon = toneIcon[tones[line.result]];
            return (
              <TableRow key={line.line}>
                <TableCell className="text-right align-top">{line.line}</TableCell>
                <TableCell className="min-w-48 align-top">
                  <span className={`flex items-start gap-2 ${toneText[tones[line.result]]}`}>
                    <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
                    {t(`results.${line.result}`)}
                  </span>
                  {line.result === "refused" && <span className="mt-1 block">{why(line)}</span>}
                </TableCell>
                <TableCell className="align-top">{line.artist}</TableCell>
                <TableCell className="max-w-64 min-w-56 align-top font-mono text-xs break-all">
                  {line.calendar}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
