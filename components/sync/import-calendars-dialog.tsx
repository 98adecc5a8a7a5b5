"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ImportLine } from "#lib/calendars/import-input.ts";
import { ImportLines } from "./import-lines.tsx";
import { readImportAnswer } from "./read-import-answer.ts";

const MAX_BYTES = 256 * 1024;
const EXAMPLE =
  "artist;calendar_url;purpose\nmara;https://cloud.example/remote.php/dav/calendars/mara/personal/;write";

/** Connects calendars from CSV: a file or pasted text, looked through line by line before anything changes. */
export function ImportCalendarsDialog() {
  const t = useTranslations("console.sync.import");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [csv, setCsv] = useState("");
  const [tooLarge, setTooLarge] = useState(false);
  const [lines, setLines] = useState<ImportLine[] | null>(null);
  const [done, setDone] = useState(false);
  const { busy, problem, call, forget } = useApiCall();
  const counts = {
    ready: countOf(lines, "ready"),
    added: countOf(lines, "added"),
    exists: countOf(lines, "exists"),
    refused: countOf(lines, "refused"),
  };

  const ready = counts.ready > 0 ? t("import", { count: counts.ready }) : t("nothing");
  const submit = done ? t("again") : lines === null ? t("check") : ready;

  function startOver(text: string) {
    setCsv(text);
    setLines(null);
    setDone(false);
    setTooLarge(false);
    forget();
  }

  async function takeFile(file: File | undefined) {
    startOver("");
    if (!file) return;
    if (file.size > MAX_BYTES) return setTooLarge(true);
    setCsv(await file.text());
  }

  async function send() {
    const dryRun = lines === null;
    const sent = await call("POST", "/api/admin/calendars/import", { csv, dryRun });
    if (!sent.ok) return setLines(null);
    const judged = readImportAnswer(sent.answer);
    setLines(judged);
    if (dryRun) return;
    setDone(true);
    const words = { added: countOf(judged, "added"), exists: countOf(judged, "exists") };
    toast({ text: t("done", { ...words, refused: countOf(judged, "refused") }) });
    router.refresh();
  }

  return (
    <FormDialog
      trigger={
        <Button>
          <FileUp aria-hidden />
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("text")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) return;
        startOver("");
      }}
      problem={problem}
      shown={["csv"]}
      submit={submit}
      busy={busy}
      blocked={!done && (csv.trim() === "" || (lines !== null && counts.ready === 0))}
      leave={done ? common("close") : undefined}
      onSubmit={() => (done ? startOver("") : void send())}
      className="sm:max-w-3xl"
    >
      {lines === null ? (
        <>
          <InputField
            id={`${id}-file`}
            label={t("file")}
            error={tooLarge ? t("tooLarge") : undefined}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            inputClassName="py-2"
            onChange={(event) => void takeFile(event.target.files?.[0])}
          />
          <Field id={`${id}-csv`} label={t("paste")} error={fieldErrors(problem?.errors.csv)}>
            {(control) => (
              <Textarea
                {...control}
                rows={6}
                spellCheck={false}
                autoComplete="off"
                placeholder={EXAMPLE}
                className="max-h-60 font-mono text-sm"
                value={csv}
                onChange={(event) => {
                  startOver(event.target.value);
                }}
              />
            )}
          </Field>
        </>
      ) : (
        <>
          <p role="status">{t(done ? "done" : "checked", counts)}</p>
          <ImportLines lines={lines} />
          {!done && (
            <Button variant="link" onClick={() => startOver(csv)}>
              {t("change")}
            </Button>
          )}
        </>
      )}
    </FormDialog>
  );
}

function countOf(lines: ImportLine[] | null, result: ImportLine["result"]): number {
  return (lines ?? []).filter((line) => line.result === result).length;
}
