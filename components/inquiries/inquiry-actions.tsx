"use client";

import { CalendarPlus, RotateCcw, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { OfferTimesDialog } from "#components/offers/offer-times-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";
import { useConsoleStep } from "./use-console-step.ts";

interface Acted {
  id: string;
  status: InquiryView["status"];
  version: number;
  appointmentId: string | null;
  name: string;
  artist: { id: string; name: string; timeZone: string };
  serviceId: string;
  durationMinutes: number;
  /** The offer that stands. */
  offer: { id: string; word: string; expiresAt: number; times: { startMs: number; endMs: number }[] } | null;
}

/** What can be done with an inquiry. */
export function InquiryActions({ inquiry, nowMs }: { inquiry: Acted; nowMs: number }) {
  const t = useTranslations("inquiry.staff");
  const { busy, step } = useConsoleStep();
  const { id, status, name, offer } = inquiry;
  const path = `/api/inquiries/${encodeURIComponent(id)}`;
  const reopen = () => void step("POST", `${path}/reopen`, {}, t("reopened"));
  const offerAgain = () =>
    offer &&
    void step(
      "POST",
      "/api/offers",
      {
        about: { kind: "inquiry", id },
        times: offer.times.map(({ startMs, endMs }) => ({
          startTime: new Date(startMs).toISOString(),
          endTime: new Date(endMs).toISOString(),
        })),
        // As long as they would have been held.
        expiresInHours: Math.max(1, Math.round((offer.expiresAt - nowMs) / 3_600_000)),
        ...(offer.word ? { word: offer.word } : {}),
      },
      t("offeredAgain", { name }),
    );
  const isOpen = status === "OPEN" || status === "OFFERED";
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      {isOpen && (
        <OfferTimesDialog
          subject={{
            about: { kind: "inquiry", id },
            answers: "inquiry",
            version: inquiry.version,
            name,
            artist: inquiry.artist,
            serviceId: inquiry.serviceId,
            durationMinutes: inquiry.durationMinutes,
          }}
          nowMs={nowMs}
        >
          <Button variant={status === "OPEN" ? "primary" : "secondary"}>
            <CalendarPlus aria-hidden />
            {t(status === "OPEN" ? "offer" : "offerAnew")}
          </Button>
        </OfferTimesDialog>
      )}
      {offer && (
        <Button
          busy={busy}
          onClick={() =>
            void step("DELETE", `/api/offers/${encodeURIComponent(offer.id)}`, undefined, t("withdrawn"), {
              label: t("undo"),
              onSelect: offerAgain,
            })
          }
        >
          {!busy && <Undo2 aria-hidden />}
          {t("withdraw")}
        </Button>
      )}
      {isOpen && (
        <Decline
          name={name}
          onDecline={(word) =>
            void step(
              "PATCH",
              path,
              { status: "DECLINED", version: inquiry.version, ...(word ? { word } : {}) },
              t("declined", { name }),
              { label: t("undo"), onSelect: reopen },
            )
          }
        />
      )}
      {(status === "DECLINED" || status === "EXPIRED") && (
        <Button busy={busy} onClick={reopen}>
          {!busy && <RotateCcw aria-hidden />}
          {t("reopen")}
        </Button>
      )}
      {inquiry.appointmentId !== null && (
        <LinkButton
          href={`/admin/appointments/${encodeURIComponent(inquiry.appointmentId)}`}
          variant="primary"
        >
          {t("appointment")}
        </LinkButton>
      )}
    </div>
  );
}

function Decline({ name, onDecline }: { name: string; onDecline: (word: string) => void }) {
  const t = useTranslations("inquiry.staff");
  const common = useTranslations("common");
  const id = useId();
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    setOpen(false);
    onDecline(word.trim());
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <X aria-hidden />
          {t("decline")}
        </Button>
      </PopoverTrigger>
      <PopoverContent label={t("declineTitle", { name })}>
        <form onSubmit={submit} className="space-y-3">
          <Field id={`${id}-word`} label={t("word")} hint={t("wordHint")} optional={common("optional")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                className="min-h-20"
                maxLength={500}
                value={word}
                onChange={(event) => setWord(event.target.value)}
              />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
              {t("keep")}
            </Button>
            <Button type="submit" size="sm" variant="danger">
              {t("decline")}
            </Button>
          </div>
        </form>
      </PopoverContent>
    </Popover>
  );
}
