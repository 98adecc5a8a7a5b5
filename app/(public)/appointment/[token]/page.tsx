import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ManagedAppointmentView } from "#components/appointments/managed-appointment-view.tsx";
import { PastPage } from "#components/appointments/past-page.tsx";
import { timeWords } from "#components/appointments/time-words.ts";
import { TooMany } from "#components/appointments/too-many.tsx";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import { showManagedAppointment } from "#lib/appointments/show-managed-appointment.ts";
import { consentState } from "#lib/consents/consent-state.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { googleCalendarUrl, outlookCalendarUrl } from "#lib/mail/calendar-links.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { listDraftPictures } from "#lib/pictures/list-draft-pictures.ts";
import { listPictures } from "#lib/pictures/list-pictures.ts";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.appointment");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default async function AppointmentPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const { token } = await params;
  const page = await showManagedAppointment(ctx, token);
  if (!page) notFound();
  const { appointment } = page;
  const words = await timeWords(appointment, ctx.now());
  const { isForgotten } = appointment;
  if (isForgotten || appointment.isLongPast)
    return <PastPage day={words.day(appointment.startMs)} isForgotten={isForgotten} />;
  const query = await searchParams;
  const draft = typeof query.draft === "string" ? await readFormDraft(ctx, query.draft) : null;
  const [offer, consent, pictures, draftPictures, google, outlook] = await Promise.all([
    listOpenOffer(ctx, appointment.id),
    consentState(ctx, appointment.id),
    listPictures(ctx, appointment),
    listDraftPictures(ctx, draft?.values.pictures),
    googleCalendarUrl(ctx, appointment),
    outlookCalendarUrl(ctx, appointment),
  ]);
  return (
    <ManagedAppointmentView
      page={page}
      token={token}
      words={words}
      isNew={query.new === "1"}
      done={typeof query.done === "string" ? query.done : null}
      draft={draft}
      offer={offer}
      nowMs={ctx.now()}
      consent={consent}
      pictures={pictures}
      draftPictures={draftPictures}
      calendars={{ google, outlook }}
    />
  );
}
