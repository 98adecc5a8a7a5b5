"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { shortDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { byteWords } from "#components/media/byte-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { CustomerAppointmentView } from "#lib/customers/customer-view.ts";
import type { DeletionPlan } from "#lib/customers/preview-deletion.ts";
import { customerApi } from "./customer-filter.ts";

export type UpcomingAppointment = Pick<CustomerAppointmentView, "id" | "startMs" | "artistName">;

export interface DeletionChoice {
  files: "trash" | "keep";
  /** The appointments ahead may be cancelled. */
  cancel: boolean;
}

/** What goes with somebody, what stays, and what has to be decided. */
export function DeletionPreview({
  customer,
  preview,
  upcoming,
  timeZone,
  choice,
  onChange,
}: {
  customer: { id: string; name: string };
  preview: DeletionPlan;
  /** As many of the appointments ahead as the page knows. */
  upcoming: UpcomingAppointment[];
  timeZone: string;
  choice: DeletionChoice;
  onChange: (choice: DeletionChoice) => void;
}) {
  const t = useTranslations("customers.delete");
  const locale = useLocale();
  const id = useId();
  const { notes, appointments, waitingUploads, waitingMails, folder, otherFolders } = preview;
  const folders = [...(folder ? [folder] : []), ...otherFolders];
  return (
    <div className="space-y-5">
      <ul className="list-disc space-y-1.5 pl-5">
        <li>{t("contact")}</li>
        {notes > 0 && <li>{t("notes", { count: notes })}</li>}
        {appointments.past > 0 && <li>{t("appointments", { count: appointments.past })}</li>}
        {waitingUploads > 0 && <li>{t("waitingUploads", { count: waitingUploads })}</li>}
        {waitingMails > 0 && <li>{t("waitingMails", { count: waitingMails })}</li>}
      </ul>
      {folders.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 font-medium">{t("files", { count: folders.length })}</legend>
          <ul className="mb-2 text-sm break-words text-ink-soft">
            {folders.map(({ path, sizeBytes }) => (
              <li key={path}>
                {[path, sizeBytes !== null && byteWords(sizeBytes, locale)].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
          <div className="grid gap-2">
            {(["trash", "keep"] as const).map((files) => (
              <label
                key={files}
                className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3 py-2.5 leading-snug transition-colors hover:bg-sunk has-checked:border-ink has-checked:bg-sunk"
              >
                <input
                  type="radio"
                  name={`${id}-files`}
                  className="mt-0.5 size-4.5 shrink-0"
                  checked={choice.files === files}
                  onChange={() => onChange({ ...choice, files })}
                />
                <span>
                  {t(files === "trash" ? "trash" : "keepFiles")}
                  <span className="block text-sm text-ink-soft">
                    {t(files === "trash" ? "trashMeans" : "keepFilesMeans")}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {appointments.upcoming > 0 && (
        <div>
          <p className="font-medium">{t("upcoming", { count: appointments.upcoming })}</p>
          <ul className="mt-1 text-sm text-ink-soft">
            {upcoming.map((one) => {
              const { day, time } = zonedClock(one.startMs, timeZone);
              return (
                <li key={one.id}>
                  {t("appointment", { day: shortDayWords(day, locale), time, artist: one.artistName })}
                </li>
              );
            })}
          </ul>
          <Checkbox
            label={t("cancel")}
            hint={t("cancelMeans")}
            required
            checked={choice.cancel}
            onChange={(event) => onChange({ ...choice, cancel: event.target.checked })}
          />
        </div>
      )}
      <Alert tone="warn">
        {t.rich("final", {
          link: (words) => (
            <a
              href={customerApi(customer.id, "/export")}
              download
              className="font-medium underline underline-offset-4"
            >
              {words}
            </a>
          ),
        })}
      </Alert>
    </div>
  );
}
