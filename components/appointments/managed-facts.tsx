import { getLocale, getTranslations } from "next-intl/server";
import { moneyWords } from "#components/booking/money-words.ts";
import { WhenWords } from "#components/booking/when-words.tsx";
import { ownPicture, PictureStrip } from "#components/pictures/picture-strip.tsx";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import type { ConsentState } from "#lib/consents/consent-state.ts";
import type { PictureView } from "#lib/pictures/list-pictures.ts";
import { type Fact, FactList } from "./fact-list.tsx";
import type { TimeWords } from "./time-words.ts";

/** What was booked, when, and what goes with it. */
export async function ManagedFacts({
  token,
  page,
  words,
  stands,
  consent,
  pictures,
}: {
  token: string;
  page: ManagedPage;
  words: TimeWords;
  stands: boolean;
  consent: ConsentState;
  /** What the customer sent. */
  pictures: readonly PictureView[];
}) {
  const t = await getTranslations("public.appointment");
  const tLink = await getTranslations("link");
  const tBook = await getTranslations("public.book");
  const { appointment, contact } = page;
  const facts: Fact[] = [
    {
      term: t("service"),
      text: tBook("what", { service: appointment.service.name, artist: appointment.artist.name }),
    },
    {
      term: words.studio ? t("yourTime") : t("time"),
      text: (
        <time
          dateTime={new Date(appointment.startMs).toISOString()}
          className={stands ? "font-medium" : "text-ink-soft line-through"}
        >
          <WhenWords {...words.own} />
        </time>
      ),
    },
  ];
  if (words.studio)
    facts.push({
      term: t("studioTime"),
      text: (
        <span className={stands ? undefined : "text-ink-soft line-through"}>
          <WhenWords {...words.studio} />
        </span>
      ),
    });
  if (stands && contact.address)
    facts.push({ term: tLink("where"), text: <p className="whitespace-pre-line">{contact.address}</p> });
  if (stands && appointment.alternatives.length > 0)
    facts.push({
      term: t("alternatives"),
      text: (
        <>
          <ul>
            {appointment.alternatives.map((ms) => (
              <li key={ms}>{words.moment(ms)}</li>
            ))}
          </ul>
          {words.studio && <p className="text-ink-soft">{tLink("allZoned", { zone: words.own.zone })}</p>}
        </>
      ),
    });
  if (page.deposit && (stands || page.deposit.state !== "due"))
    facts.push({ term: tLink("deposit.title"), text: <DepositFact page={page} deposit={page.deposit} /> });
  if (stands && consent.required && (consent.signed || consent.form))
    facts.push({
      term: tLink("consent.title"),
      text: consent.signed
        ? tLink("consent.signed", { title: consent.signed.title, name: consent.signed.signedName })
        : tLink("consent.due", { title: consent.form?.title ?? "" }),
    });
  if (appointment.description || pictures.length > 0)
    facts.push({
      term: t("description"),
      text: (
        <>
          {appointment.description && <p className="whitespace-pre-line">{appointment.description}</p>}
          {pictures.length > 0 && (
            <div className="pt-1">
              <PictureStrip pictures={pictures} srcOf={ownPicture(token)} />
            </div>
          )}
        </>
      ),
    });
  return <FactList facts={facts} />;
}

async function DepositFact({
  page: { appointment },
  deposit,
}: {
  page: ManagedPage;
  deposit: NonNullable<ManagedPage["deposit"]>;
}) {
  const t = await getTranslations("link.deposit");
  const amount = moneyWords(deposit.amount, deposit.currency, await getLocale());
  if (deposit.state !== "due") return t(deposit.state, { amount });
  if (appointment.status === "PENDING") return t("later", { amount, artist: appointment.artist.name });
  const { reference } = deposit;
  return (
    <>
      <p>{t("due", { amount })}</p>
      <p className="text-ink-soft">{t(deposit.payAt ? "dueText" : "noLink", { reference })}</p>
    </>
  );
}
