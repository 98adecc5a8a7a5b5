import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { BookingFlow } from "#components/booking/booking-flow.tsx";
import { type BookingParams, parseBookingParams } from "#components/booking/booking-url.ts";
import { endOf } from "#components/booking/clock-words.ts";
import { freshnessKind } from "#components/booking/freshness-kind.ts";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { notFoundMetadata } from "#components/site/not-found-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { availabilityVersion } from "#lib/availability/availability-version.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { freshenSoon } from "#lib/sync/freshen-soon.ts";

const DAY = 86_400_000;
/** What one reading of the slots may span. */
const SPAN_MS = 60 * DAY;

interface Props {
  params: Promise<{ slug: string; serviceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const chosen = await findChoice(await pageContext(), await params);
  if (!chosen) return notFoundMetadata();
  const t = await getTranslations("public.book");
  return {
    title: t("metaTitle", { service: chosen.service.name, artist: chosen.artist.name }),
    // One page a service; days and times are not pages of their own.
    alternates: { canonical: `/book/${chosen.artist.slug}/${chosen.service.id}` },
  };
}

export default async function BookingPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  const chosen = await findChoice(ctx, await params);
  if (!chosen) notFound();
  const { artist, service } = chosen;
  freshenSoon(ctx, artist.id);
  const query = await searchParams;
  const asked = parseBookingParams({
    get: (name) => {
      const value = query[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
  });
  const nowMs = ctx.now();
  const version = availabilityVersion(ctx, artist.id);
  const spans = slotSpans(asked, nowMs);
  const [lists, check, draft] = await Promise.all([
    Promise.all(spans.map((span) => listSlots(ctx, { artistId: artist.id, serviceId: service.id, ...span }))),
    checkStart(ctx, asked, artist, service),
    asked.draft ? readFormDraft(ctx, asked.draft) : null,
  ]);
  const [first] = lists;
  const starts = [...new Set(lists.flatMap((list) => list.slots.map((slot) => slot.startMs)))].sort(
    (a, b) => a - b,
  );
  const t = await getTranslations("public.artists");
  return (
    <>
      <LinkButton href={`/book/${artist.slug}`} variant="ghost" className="-ml-4 text-ink-soft">
        <ArrowLeft aria-hidden />
        {t("servicesOf", { artist: artist.name })}
      </LinkButton>
      <ClientMessages namespaces={["public.book", "public.errors"]}>
        <BookingFlow
          offer={{
            path: `/book/${artist.slug}/${service.id}`,
            artist: { id: artist.id, slug: artist.slug, name: artist.name, timeZone: artist.timeZone },
            service: { id: service.id, name: service.name, durationMinutes: service.durationMinutes },
            nowMs,
            availabilityVersion: version,
            starts,
            loadedFromMs: nowMs,
            loadedToMs: nowMs + 2 * SPAN_MS,
            freshness: {
              asOf: first?.asOf ?? null,
              verified: first?.verified ?? false,
              kind: freshnessKind(first?.verified ?? false, artist.hasCalendar),
            },
            check,
            draft,
          }}
        />
      </ClientMessages>
    </>
  );
}

async function findChoice(
  ctx: Ctx,
  { slug, serviceId }: { slug: string; serviceId: string },
): Promise<{ artist: BookableArtist; service: BookableService } | null> {
  const artist = await findBookableArtist(ctx, slug);
  const service = artist?.services.find((candidate) => candidate.id === serviceId);
  return artist && service ? { artist, service } : null;
}

/** The next four months, and the weeks of a month beyond them that was asked for. */
function slotSpans(asked: BookingParams, nowMs: number): { fromMs: number; toMs: number }[] {
  const spans = [0, 1].map((index) => ({
    fromMs: nowMs + index * SPAN_MS,
    toMs: nowMs + (index + 1) * SPAN_MS,
  }));
  const end = nowMs + 2 * SPAN_MS;
  const month =
    asked.month ??
    asked.day?.slice(0, 7) ??
    (asked.startMs === null ? null : new Date(asked.startMs).toISOString().slice(0, 7));
  const monthMs = month === null ? 0 : Date.parse(`${month}-01T00:00:00Z`);
  if (monthMs + 40 * DAY > end && monthMs < nowMs + 400 * DAY) {
    spans.push({ fromMs: Math.max(end, monthMs - 8 * DAY), toMs: monthMs + 41 * DAY });
  }
  return spans;
}

async function checkStart(ctx: Ctx, asked: BookingParams, artist: BookableArtist, service: BookableService) {
  const { startMs } = asked;
  if (startMs === null) return null;
  const answer = await checkAvailability(ctx, {
    artistId: artist.id,
    serviceId: service.id,
    startMs,
    endMs: endOf(startMs, service.durationMinutes),
  });
  return { startMs, answer };
}
