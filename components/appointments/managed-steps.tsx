import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { moneyWords } from "#components/booking/money-words.ts";
import { WhenWords } from "#components/booking/when-words.tsx";
import { AppointmentSteps } from "#components/site/appointment-steps.tsx";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import type { ConsentState } from "#lib/consents/consent-state.ts";
import type { TimeWords } from "./time-words.ts";

interface Step {
  id: string;
  title: string;
  text: ReactNode;
  isDone: boolean;
}

/** What has happened and what happens next, for an appointment that stands. */
export async function ManagedSteps({
  page,
  consent,
  words,
}: {
  page: ManagedPage;
  consent: ConsentState;
  words: TimeWords;
}) {
  const t = await getTranslations("public.appointment");
  const tSteps = await getTranslations("public.appointment.steps");
  const { appointment } = page;
  const artist = appointment.artist.name;
  const expiry = words.told(appointment.expiresAt);
  const isConfirmed = appointment.status === "CONFIRMED";
  const steps: Step[] = [
    { id: "asked", title: tSteps("asked"), text: tSteps("askedText"), isDone: true },
    isConfirmed
      ? {
          id: "confirmed",
          title: tSteps("confirmed", { artist }),
          text: tSteps("confirmedText"),
          isDone: true,
        }
      : {
          id: "confirm",
          title: tSteps("confirm", { artist }),
          text: tSteps("confirmText", { expiry }),
          isDone: false,
        },
    ...(await beforehand(page, consent)),
    {
      id: "come",
      title: tSteps("come"),
      text: <WhenWords {...(words.studio ?? words.own)} />,
      isDone: false,
    },
  ];
  const now = steps.find((step) => !step.isDone)?.id;
  return (
    <section
      aria-labelledby="next"
      className="h-fit lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:border-l lg:pl-10"
    >
      <h2 id="next" className="mb-5 font-display text-xl font-semibold">
        {t("next")}
      </h2>
      <AppointmentSteps
        steps={steps.map(({ isDone, ...step }) => ({
          ...step,
          state: isDone ? "done" : step.id === now ? "now" : "later",
        }))}
        words={{ done: t("done"), now: t("now") }}
      />
    </section>
  );
}

/** What the customer does before coming. */
async function beforehand({ deposit }: ManagedPage, consent: ConsentState): Promise<Step[]> {
  const t = await getTranslations("link.steps");
  const steps: Step[] = [];
  if (deposit?.state === "due" || deposit?.state === "paid") {
    const amount = moneyWords(deposit.amount, deposit.currency, await getLocale());
    const isDone = deposit.state === "paid";
    steps.push({ id: "pay", title: t(isDone ? "paid" : "pay"), text: t("payText", { amount }), isDone });
  }
  if (consent.required && consent.form) {
    const isDone = consent.signed !== null;
    const title = consent.signed?.title ?? consent.form.title;
    steps.push({ id: "sign", title: t(isDone ? "signed" : "sign"), text: t("signText", { title }), isDone });
  }
  return steps;
}
