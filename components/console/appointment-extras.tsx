import { useTranslations } from "next-intl";
import { PictureStrip, studioPicture } from "#components/pictures/picture-strip.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import type { MessageView } from "#lib/appointments/list-appointment-messages.ts";
import type { SittingPlace } from "#lib/appointments/sittings.ts";
import type { PictureView } from "#lib/pictures/list-pictures.ts";
import { MessageThread } from "./message-thread.tsx";
import { SeriesFacts } from "./series-facts.tsx";

/** What goes with an appointment: pictures, the other sittings, and what was written since. */
export function AppointmentExtras({
  appointment,
  pictures,
  sittings,
  messages,
  nowMs,
}: {
  appointment: AppointmentView;
  pictures: readonly PictureView[];
  sittings: readonly SittingPlace[];
  messages: readonly MessageView[];
  nowMs: number;
}) {
  const t = useTranslations("link.console");
  const { id, clientEmail } = appointment;
  const { timeZone } = appointment.artist;
  return (
    <>
      {pictures.length > 0 && (
        <section aria-labelledby="pictures">
          <h2 id="pictures" className="mb-2 text-sm font-semibold">
            {t("pictures")}
          </h2>
          <PictureStrip
            pictures={pictures}
            srcOf={studioPicture}
            hrefOf={(one) => studioPicture(one, 1600)}
          />
        </section>
      )}
      <SeriesFacts id={id} sittings={sittings} timeZone={timeZone} nowMs={nowMs} />
      <MessageThread
        id={id}
        messages={messages}
        canWrite={clientEmail !== ""}
        timeZone={timeZone}
        nowMs={nowMs}
      />
    </>
  );
}
