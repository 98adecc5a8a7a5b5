import { Clock } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { type AppointmentState, appointmentState } from "#components/booking/appointment-state.ts";
import { moneyWords } from "#components/booking/money-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import type { NextThing } from "./next-thing.ts";
import type { TimeWords } from "./time-words.ts";

/** How it stands, in one sentence and one more. */
export async function ManagedHead({
  page,
  words,
  isNew,
  hasOffer,
  thing,
}: {
  page: ManagedPage;
  words: TimeWords;
  /** Just asked for. */
  isNew: boolean;
  /** Other times can be chosen now. */
  hasOffer: boolean;
  thing: NextThing;
}) {
  const t = await getTranslations("public.appointment");
  const tLink = await getTranslations("link");
  const { appointment } = page;
  const state = stateOf(page, isNew);
  const artist = appointment.artist.name;
  const { headline, text } = await sentences(page, { state, words, hasOffer, thing });
  const isPending = appointment.status === "PENDING";
  return (
    <>
      {page.successor || (hasOffer && !state.stands) ? (
        <StatusBadge tone={page.successor ? "neutral" : "info"}>
          {tLink(page.successor ? "badge.moved" : "badge.offered")}
        </StatusBadge>
      ) : (
        <StatusBadge tone={state.tone} icon={isPending ? Clock : undefined}>
          {t(`status.${state.badge}`)}
        </StatusBadge>
      )}
      <h1 className="mt-4 font-display text-4xl font-semibold tracking-tight">{headline}</h1>
      <p className="measure mt-3 text-lg text-ink-soft">{text}</p>
      {state.stands && appointment.unverified && isPending && (
        <Alert tone="warn" title={t("unverifiedTitle", { artist })} className="mt-6 max-w-2xl">
          <p>{t("unverifiedText", { artist })}</p>
        </Alert>
      )}
    </>
  );
}

export function stateOf({ appointment }: ManagedPage, isNew: boolean): AppointmentState {
  return appointmentState(appointment.status, appointment.statusReason, isNew);
}

async function sentences(
  page: ManagedPage,
  {
    state,
    words,
    hasOffer,
    thing,
  }: { state: AppointmentState; words: TimeWords; hasOffer: boolean; thing: NextThing },
): Promise<{ headline: string; text: string }> {
  const t = await getTranslations("public.appointment");
  const tLink = await getTranslations("link");
  const { appointment, successor } = page;
  const artist = appointment.artist.name;
  if (successor)
    return {
      headline: tLink("moved.headline"),
      text: tLink("moved.text", { when: words.zoned(successor.startMs) }),
    };
  if (hasOffer)
    return state.stands
      ? { headline: tLink("offered.headlineBeside", { artist }), text: tLink("offered.textBeside") }
      : { headline: tLink("offered.headline", { artist }), text: tLink("offered.text") };
  const headline = t(`headline.${state.headline}`, { name: appointment.clientName, artist });
  if (appointment.status === "CONFIRMED" && thing === "pay" && page.deposit) {
    const amount = moneyWords(page.deposit.amount, page.deposit.currency, await getLocale());
    return { headline, text: tLink("left.pay", { artist, amount }) };
  }
  if (appointment.status === "CONFIRMED" && thing === "sign")
    return { headline, text: tLink("left.sign", { artist }) };
  return {
    headline,
    text: t(`text.${state.text}`, { artist, expiry: words.told(appointment.expiresAt) }),
  };
}
