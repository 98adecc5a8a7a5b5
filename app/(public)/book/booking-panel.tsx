import { getTranslations } from "next-intl/server";
import { BookingFlow } from "#components/booking/booking-flow.tsx";
import { DetailsStep } from "#components/booking/details-step.tsx";
import { InquiryForm } from "#components/inquiries/inquiry-form.tsx";
import { WaitlistForm } from "#components/offers/waitlist-form.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { type FormDraft, readFormDraft } from "#lib/appointments/form-draft.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { Choice } from "./find-choice.ts";
import { loadBookingOffer } from "./load-offer.ts";
import { type PageQuery, pageQuery } from "./page-query.ts";

/**
 * What somebody who has chosen a service does next: tell the idea, where the artist wants to hear of it first, or choose
 * a time; and wait for one where none suits.
 */
export async function BookingPanel({
  ctx,
  chosen,
  query,
  path,
}: {
  ctx: Ctx;
  chosen: Choice;
  query: PageQuery;
  /** The page's own address. */
  path: string;
}) {
  const { artist, anyOf, service } = chosen;
  const token = pageQuery(query).get("draft");
  if (artist !== "any" && service.bookingMode === "idea") {
    const draft = token ? await readFormDraft(ctx, token) : null;
    const t = await getTranslations("public.book");
    return (
      <>
        <h1 className="mb-8 border-b py-4 font-display text-lg leading-snug font-semibold md:text-xl">
          {t("what", { service: service.name, artist: artist.name })}
        </h1>
        <InquiryForm artist={artist} service={service} draft={draft} pictures={keptPictures(draft)} />
      </>
    );
  }
  const offer = await loadBookingOffer(ctx, {
    artist,
    anyOf,
    service,
    query,
    path,
    purpose: { kind: "book" },
  });
  return (
    <ClientMessages namespaces={["public.book", "public.errors"]}>
      <BookingFlow
        offer={offer}
        details={offer.check ? <DetailsStep /> : null}
        waitlist={
          artist === "any" ? null : (
            <WaitlistForm
              artist={artist}
              service={service}
              durationMinutes={offer.durationMinutes}
              nowMs={offer.nowMs}
              folded
              target={path.startsWith("/embed/") ? "_blank" : undefined}
            />
          )
        }
      />
    </ClientMessages>
  );
}

/** The pictures that came with a refused form. */
function keptPictures(draft: FormDraft | null): { token: string }[] {
  return (draft?.values.pictures ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((token) => ({ token }));
}
