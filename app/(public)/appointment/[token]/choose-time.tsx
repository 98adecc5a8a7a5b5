import { ArrowLeft } from "lucide-react";
import { notFound, redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RefusedNotice } from "#components/appointments/link-notice.tsx";
import { type TimeWords, timeWords } from "#components/appointments/time-words.ts";
import { TooMany } from "#components/appointments/too-many.tsx";
import { BookingFlow } from "#components/booking/booking-flow.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { type ManagedPage, showManagedAppointment } from "#lib/appointments/show-managed-appointment.ts";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { loadBookingOffer, type OfferQuestion } from "../../book/load-offer.ts";

type Query = Record<string, string | string[] | undefined>;

/** What a page that lets a customer choose a time by the link needs to know of its purpose. */
interface Choice {
  /** The last part of its path. */
  name: "reschedule" | "sitting";
  token: string;
  query: Query;
  /** What is asked for; null where that cannot be done (any more): the appointment's page says why. */
  ask(page: ManagedPage): Pick<OfferQuestion, "purpose" | "exceptAppointmentId" | "earliestMs"> | null;
  /** Said above the times, before anything is done. */
  words(page: ManagedPage, words: TimeWords): Promise<{ title: string; text: string[] }>;
}

/** Days and times as in the booking, for another time or the next sitting; the choice is confirmed by one button. */
export async function ChooseTime({ name, token, query, ask, words }: Choice): Promise<ReactNode> {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const page = await showManagedAppointment(ctx, token);
  if (!page) notFound();
  const { appointment } = page;
  const path = `/appointment/${encodeURIComponent(token)}`;
  const question = appointment.isForgotten || appointment.isLongPast ? null : ask(page);
  const artist = question && (await findBookableArtist(ctx, appointment.artist.slug));
  const service = artist?.services.find((one) => one.id === appointment.service.id);
  if (!question || !artist || !service) redirect(path);
  const durationMinutes = (appointment.endMs - appointment.startMs) / MINUTE;
  const offer = await loadBookingOffer(ctx, {
    ...question,
    artist,
    service,
    query,
    path: `${path}/${name}`,
    durationMinutes,
  });
  const t = await getTranslations("link.move");
  const said = await words(page, await timeWords(appointment, ctx.now()));
  return (
    <>
      <LinkButton href={path} prefetch={false} variant="ghost" className="-ml-4 text-ink-soft">
        <ArrowLeft aria-hidden />
        {t("back")}
      </LinkButton>
      <div className="mt-2 mb-6 max-w-2xl">
        {offer.draft && <RefusedNotice draft={offer.draft} />}
        <h1 className="font-display text-3xl font-semibold tracking-tight">{said.title}</h1>
        {said.text.map((line) => (
          <p key={line} className="measure mt-2 text-ink-soft">
            {line}
          </p>
        ))}
      </div>
      <ClientMessages namespaces={["public.book", "public.errors"]}>
        <BookingFlow offer={{ ...offer, draft: null }} />
      </ClientMessages>
    </>
  );
}
