import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChooseTime } from "../choose-time.tsx";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link.sitting");
  return { title: t("list"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** A time for the next sitting of a series. */
export default async function SittingPage({ params, searchParams }: Props) {
  const { token } = await params;
  return ChooseTime({
    name: "sitting",
    token,
    query: await searchParams,
    ask: ({ next }) =>
      next && {
        purpose: { kind: "sitting", token, currentStartMs: null },
        earliestMs: next.earliestMs,
      },
    words: async ({ appointment, next }, words) => {
      const t = await getTranslations("link.sitting");
      return {
        title: t("title", { position: next?.position ?? 1 }),
        text: next
          ? [t("asks", { artist: appointment.artist.name, earliest: words.day(next.earliestMs) })]
          : [],
      };
    },
  });
}
