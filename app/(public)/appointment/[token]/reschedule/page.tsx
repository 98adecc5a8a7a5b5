import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChooseTime } from "../choose-time.tsx";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link.move");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** Another time for an appointment that stands. */
export default async function ReschedulePage({ params, searchParams }: Props) {
  const { token } = await params;
  return ChooseTime({
    name: "reschedule",
    token,
    query: await searchParams,
    ask: ({ appointment: { id, startMs, version }, rules }) =>
      rules.move === null
        ? {
            purpose: { kind: "move", token, currentStartMs: startMs, version },
            exceptAppointmentId: id,
            earliestMs: rules.room.fromMs ?? undefined,
          }
        : null,
    words: async ({ appointment }) => {
      const t = await getTranslations("link.move");
      const artist = appointment.artist.name;
      return {
        title: t("title"),
        text: [t(appointment.status === "PENDING" ? "asksPending" : "asks", { artist })],
      };
    },
  });
}
