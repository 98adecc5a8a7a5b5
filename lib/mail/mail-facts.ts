import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { currencyDigits } from "#lib/core/currency-digits.ts";
import { paymentLink } from "#lib/links/payment-link.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import type { MailFact } from "./mail-document.ts";
import type { MailReader } from "./mail-reader.ts";
import type { HeldOffer } from "./open-offer.ts";
import { clocksDiffer, type Span, spanWords } from "./zoned-span.ts";

/** The facts that mails tell of, each as the reader needs it. */

type Zones = { timeZone: string; clientName: string; artist: { timeZone: string } };

export function whatFact({ t }: MailReader, about: { service: { name: string }; artist: { name: string } }) {
  return { label: t("label.what"), lines: [t("value.what", names(about))] };
}

/** When it is: by the reader's clock, and by the other side's where that shows something else. */
export function whenFacts(reader: MailReader, span: Span, about: Zones): MailFact[] {
  const { t, to, locale } = reader;
  const [own, other] = zonesOf(to, about);
  const facts = [{ label: t("label.when"), lines: [spanWords(span, own, locale)] }];
  if (!clocksDiffer(span, own, other)) return facts;
  return [...facts, { label: otherLabel(reader, about), lines: [spanWords(span, other, locale)] }];
}

/** The times somebody may choose from, by both clocks as well. */
export function timesFact(reader: MailReader, offer: HeldOffer | null, about: Zones): MailFact[] {
  if (!offer) return [];
  const { t, to, locale } = reader;
  const [own, other] = zonesOf(to, about);
  const listed = (zone: string) => offer.times.map((time) => spanWords(time, zone, locale));
  const label = t(to === "customer" ? "label.times" : "label.timesOffered");
  const facts = [{ label, lines: listed(own), isList: true }];
  if (!offer.times.some((time) => clocksDiffer(time, own, other))) return facts;
  return [...facts, { label: otherLabel(reader, about), lines: listed(other), isList: true }];
}

/** The reader's own zone, and the other side's. */
function zonesOf(to: MailReader["to"], { timeZone, artist }: Zones): [own: string, other: string] {
  return to === "customer" ? [timeZone, artist.timeZone] : [artist.timeZone, timeZone];
}

function otherLabel({ t, to }: MailReader, { clientName: client }: Zones): string {
  return to === "customer" ? t("label.atStudio") : t("label.forClient", { client });
}

/** Where to come to; nothing for those who work there. */
export function whereFact({ t, to }: MailReader, { address }: Pick<StudioSettings, "address">): MailFact[] {
  const lines = address.split("\n").filter((line) => line.trim() !== "");
  return to === "customer" && lines.length > 0 ? [{ label: t("label.where"), lines }] : [];
}

export function sittingFact({ t }: MailReader, appointment: AppointmentWithNames): MailFact[] {
  const { seriesPosition: position, seriesTotal: total } = appointment;
  return total > 1 ? [{ label: t("label.sitting"), lines: [t("value.sitting", { position, total })] }] : [];
}

/**
 * What is to be paid beforehand, and where; what is paid says so. Nobody pays for what is not confirmed yet, but where
 * the studio asks for it now.
 */
export function depositFact(
  reader: MailReader,
  appointment: AppointmentWithNames,
  settings: StudioSettings,
  asksNow = false,
): MailFact[] {
  const { depositAmount, depositState, status } = appointment;
  if (depositAmount === null || (depositState !== "due" && depositState !== "paid")) return [];
  const { t, to, locale } = reader;
  const currency = appointment.depositCurrency || settings.currency;
  const money = new Intl.NumberFormat(locale === "de" ? "de" : "en-GB", { style: "currency", currency });
  const amount = money.format(depositAmount / 10 ** currencyDigits(currency));
  const isDue = depositState === "due";
  const lines = [t(isDue ? "value.depositDue" : "value.depositPaid", { amount })];
  const isPayable = isDue && to === "customer" && (asksNow || status === "CONFIRMED");
  const url = isPayable ? payableAt(appointment, depositAmount, currency, settings) : null;
  return [{ label: t("label.deposit"), lines, ...(url ? { link: { label: t("pay"), url } } : {}) }];
}

function payableAt(
  { id, depositUrl }: AppointmentWithNames,
  amount: number,
  currency: string,
  { paymentUrl }: StudioSettings,
): string | null {
  return paymentLink(depositUrl || paymentUrl, { reference: paymentReference(id), amount, currency });
}

function names(about: { service: { name: string }; artist: { name: string } }) {
  return { service: about.service.name, artist: about.artist.name };
}
