import { getLocale, getTranslations } from "next-intl/server";
import { type Fact, FactList } from "#components/appointments/fact-list.tsx";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { OfferedTimes } from "#components/offers/offered-times.tsx";
import type { KeptPicture } from "#components/pictures/kept-picture.ts";
import { ownPicture, PictureStrip } from "#components/pictures/picture-strip.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { ManagedInquiry } from "#lib/inquiries/find-managed-inquiry.ts";
import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";
import { InquiryThread } from "./inquiry-thread.tsx";
import { inquiryTone } from "./inquiry-tone.ts";
import { RefusedStep } from "./refused-step.tsx";

/** A customer's page of an idea: how it stands, the times to choose from, what they told and what was written. */
export async function InquiryPageView({
  page,
  token,
  nowMs,
  isNew,
  done,
  draft,
  draftPictures,
}: {
  page: ManagedInquiry;
  token: string;
  nowMs: number;
  isNew: boolean;
  done: string | null;
  draft: FormDraft | null;
  /** Those that came with the refused form. */
  draftPictures: readonly KeptPicture[];
}) {
  const t = await getTranslations("inquiry.page");
  const locale = await getLocale();
  const { inquiry, open } = page;
  const { artist, service, timeZone, status } = inquiry;
  const values = { artist: artist.name, name: inquiry.clientName };
  const today = zonedClock(nowMs, timeZone).day;
  const expiry = dayWords(zonedClock(inquiry.expiresAt, timeZone).day, locale, today);
  const isOpen = status === "OPEN" || status === "OFFERED";
  const shown = status === "OFFERED" && !open ? "OPEN" : status;
  const text = status === "OFFERED" && !open ? "OFFERED_GONE" : status;
  const said = done !== null && t.has(`done.${done}`) ? t(`done.${done}`, values) : null;
  const ofThread = draft?.values.action === "add" || draft?.values.action === "message" ? draft : null;
  return (
    <>
      {/* What is wrong with the message is said at its field, which has the focus. */}
      {draft && !ofThread?.errors.text && <RefusedStep draft={draft} artist={artist.name} />}
      {said && !draft && (
        <Alert role="status" tabIndex={-1} autoFocus tone="good" title={said} className="mb-8 max-w-2xl" />
      )}
      <StatusBadge tone={inquiryTone[shown]}>{t(`status.${shown}`)}</StatusBadge>
      <h1 className="mt-4 font-display text-4xl font-semibold tracking-tight">
        {t(`headline.${isNew && shown === "OPEN" ? "NEW" : shown}`, values)}
      </h1>
      <p className="measure mt-3 text-lg text-ink-soft">{t(`text.${text}`, { ...values, expiry })}</p>
      {open && (
        <div className="mt-8">
          <OfferedTimes
            {...open}
            token={token}
            kind="inquiry"
            artist={artist}
            timeZone={timeZone}
            nowMs={nowMs}
            draft={draft}
          />
        </div>
      )}
      <div className="mt-8 flex flex-wrap gap-3 empty:hidden">
        {page.appointmentUrl && (
          <LinkButton href={new URL(page.appointmentUrl).pathname} prefetch={false} variant="primary">
            {t("toAppointment")}
          </LinkButton>
        )}
        {!isOpen && !page.appointmentUrl && (
          <LinkButton href={`/book/${artist.slug}/${service.id}`} variant="primary">
            {t("again")}
          </LinkButton>
        )}
        {status === "DECLINED" && <LinkButton href="/book">{t("otherArtists")}</LinkButton>}
      </div>
      <FactList facts={await facts(inquiry)} />
      {page.pictures.length > 0 && (
        <section aria-labelledby="pictures" className="mt-8 max-w-2xl">
          <h2 id="pictures" className="mb-3 font-display text-xl font-semibold">
            {t("facts.pictures")}
          </h2>
          <PictureStrip pictures={page.pictures} srcOf={ownPicture(token)} />
        </section>
      )}
      <InquiryThread
        page={page}
        token={token}
        draft={ofThread}
        pictures={draftPictures}
        nowMs={nowMs}
        isOpen={isOpen}
      />
      {isOpen && <WithdrawForm token={token} artist={artist.name} />}
    </>
  );
}

async function facts(inquiry: InquiryView): Promise<Fact[]> {
  const t = await getTranslations("inquiry.page.facts");
  const tBook = await getTranslations("public.book");
  const what = tBook("what", { service: inquiry.service.name, artist: inquiry.artist.name });
  const told = (["description", "placement", "size", "budget", "wishes"] as const).flatMap((name) =>
    inquiry[name] === ""
      ? []
      : [
          {
            term: t(name),
            text: (
              <p key={name} className="whitespace-pre-line">
                {inquiry[name]}
              </p>
            ),
          },
        ],
  );
  return [{ term: t("what"), text: what }, ...told];
}

/** Confirming twice without a script: the button folds out what it means and the real button. */
async function WithdrawForm({ token, artist }: { token: string; artist: string }) {
  const t = await getTranslations("inquiry.page");
  return (
    <details className="mt-10 max-w-2xl border-t pt-2">
      <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {t("withdraw")}
      </summary>
      <form method="post" action="/api/inquiries/manage" className="pb-2">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="action" value="withdraw" />
        <p className="mb-4 text-ink-soft">{t("withdrawQuestion", { artist })}</p>
        <Button type="submit" variant="danger">
          {t("withdrawYes")}
        </Button>
      </form>
    </details>
  );
}
