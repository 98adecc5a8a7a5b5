import { CreditCard, PenLine } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { moneyWords } from "#components/booking/money-words.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import type { NextThing } from "./next-thing.ts";

/** The one thing to do next, as a button; what has a place of its own on the page (offers, sittings, calendar) has none here. */
export async function NextButton({
  thing,
  page,
  token,
}: {
  thing: NextThing;
  page: ManagedPage;
  token: string;
}) {
  const t = await getTranslations("link");
  const tPublic = await getTranslations("public.appointment");
  const { appointment, deposit, successor } = page;
  if (thing === "moved" && successor)
    return (
      <LinkButton href={successor.path} prefetch={false} variant="primary">
        {t("moved.open")}
      </LinkButton>
    );
  if (thing === "pay" && deposit?.payAt)
    return (
      <a href={deposit.payAt} rel="noreferrer noopener" className={buttonVariants({ variant: "primary" })}>
        <CreditCard aria-hidden />
        {t("deposit.pay", { amount: moneyWords(deposit.amount, deposit.currency, await getLocale()) })}
      </a>
    );
  if (thing === "sign")
    return (
      <LinkButton
        href={`/appointment/${encodeURIComponent(token)}/consent`}
        prefetch={false}
        variant="primary"
      >
        <PenLine aria-hidden />
        {t("consent.sign")}
      </LinkButton>
    );
  if (thing === "again")
    return (
      <LinkButton href={`/book/${appointment.artist.slug}/${appointment.service.id}`} variant="primary">
        {tPublic("again")}
      </LinkButton>
    );
  return null;
}
