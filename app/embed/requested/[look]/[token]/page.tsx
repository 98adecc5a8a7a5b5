import { ExternalLink } from "lucide-react";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { timeWords } from "#components/appointments/time-words.ts";
import { TooMany } from "#components/appointments/too-many.tsx";
import { WhenWords } from "#components/booking/when-words.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { findManagedAppointment } from "#lib/appointments/find-managed-appointment.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { embedBase } from "../../../booking/[look]/embed-base.ts";

/** After a request from another site's frame. The customer's own link may not be framed, so it opens beside. */
export default async function EmbedRequested({
  params,
}: {
  params: Promise<{ look: string; token: string }>;
}) {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const { look, token } = await params;
  const appointment = await findManagedAppointment(ctx, token);
  if (!appointment || appointment.isForgotten || appointment.isLongPast) notFound();
  const t = await getTranslations("embed.requested");
  const words = await timeWords(appointment, ctx.now());
  const artist = appointment.artist.name;
  return (
    <div className="mx-auto max-w-xl py-8 text-center">
      <h1 className="font-display text-3xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mt-3 text-lg">
        {appointment.service.name}, {artist}
        <br />
        <WhenWords {...words.own} />
      </p>
      <p className="mt-4 text-ink-soft">{t("text", { artist })}</p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <a
          href={`/appointment/${encodeURIComponent(token)}`}
          target="_blank"
          rel="noopener"
          className={buttonVariants({ variant: "primary" })}
        >
          {t("open")}
          <span className="sr-only">({t("newWindow")})</span>
          <ExternalLink aria-hidden />
        </a>
        <LinkButton href={embedBase(look)} variant="ghost">
          {t("another")}
        </LinkButton>
      </div>
    </div>
  );
}
