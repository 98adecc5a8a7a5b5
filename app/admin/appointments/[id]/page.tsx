import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { cache } from "react";
import { AppointmentConsent } from "#components/console/appointment-consent.tsx";
import { AppointmentDeposit } from "#components/console/appointment-deposit.tsx";
import { AppointmentDetails } from "#components/console/appointment-details.tsx";
import { AppointmentExtras } from "#components/console/appointment-extras.tsx";
import { CustomerLink } from "#components/console/customer-link.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { AppointmentFollowUps } from "#components/follow-ups/appointment-follow-ups.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { Link } from "#components/ui/link.tsx";
import type { AppointmentDetails as Details } from "#lib/appointments/appointment-view.ts";
import { listAppointmentMessages } from "#lib/appointments/list-appointment-messages.ts";
import { listAppointmentSittings } from "#lib/appointments/list-appointment-sittings.ts";
import { showAppointment } from "#lib/appointments/show-appointment.ts";
import { AppError } from "#lib/core/errors.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { listPictures } from "#lib/pictures/list-pictures.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";

type Missing = "not_found" | "not_allowed";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the title and the page alike. */
const load = cache(async (id: string): Promise<{ appointment: Details | Missing; nowMs: number }> => {
  const ctx = await signedIn(`/admin/appointments/${encodeURIComponent(id)}`);
  try {
    return { appointment: await showAppointment(ctx, id), nowMs: ctx.now() };
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "not_allowed"))
      return { appointment: error.code, nowMs: ctx.now() };
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { appointment } = await load((await params).id);
  const t = await getTranslations("console");
  if (appointment === "not_found") return { title: t("notFound.title") };
  return { title: appointment === "not_allowed" ? t("nav.appointments") : appointment.clientName };
}

export default async function AppointmentPage({ params }: Props) {
  const { appointment, nowMs } = await load((await params).id);
  if (appointment === "not_found") notFound();
  const t = await getTranslations("console");
  if (appointment === "not_allowed") return <NotAllowed>{t("notAllowed.appointment")}</NotAllowed>;
  const ctx = await pageContext();
  const { currency } = await studioSettings(ctx);
  const [pictures, sittings, thread, { link }] = await Promise.all([
    listPictures(ctx, appointment),
    listAppointmentSittings(ctx, appointment.id),
    listAppointmentMessages(ctx, appointment.id),
    getMessages(),
  ]);
  return (
    <>
      <LiveRefresh />
      <Link
        href="/admin/appointments"
        className="mb-5 inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm font-medium text-ink-soft underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("details.back")}
      </Link>
      <AddedMessages messages={link === undefined ? {} : { link }}>
        <AppointmentDetails
          appointment={appointment}
          nowMs={nowMs}
          more={
            <AppointmentExtras
              appointment={appointment}
              pictures={pictures}
              sittings={sittings}
              messages={thread}
              nowMs={nowMs}
            />
          }
          aside={
            <>
              <AppointmentConsent ctx={ctx} appointment={appointment} />
              <AppointmentDeposit appointment={appointment} currency={currency} />
              <AppointmentFollowUps ctx={ctx} id={appointment.id} />
              <CustomerLink id={appointment.id} name={appointment.clientName} />
            </>
          }
        />
      </AddedMessages>
    </>
  );
}
