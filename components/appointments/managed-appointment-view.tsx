import type { ComponentProps } from "react";
import { ForgetWords } from "#components/booking/forget-words.tsx";
import { OfferedTimes } from "#components/offers/offered-times.tsx";
import { PicturesField } from "#components/pictures/pictures-field.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { ManagedPage } from "#lib/appointments/show-managed-appointment.ts";
import type { ConsentState } from "#lib/consents/consent-state.ts";
import type { OpenOffer } from "#lib/offers/offer-view.ts";
import type { PictureView } from "#lib/pictures/list-pictures.ts";
import { AddToCalendar } from "./add-to-calendar.tsx";
import { ChangeSection } from "./change-section.tsx";
import { DoneNotice, RefusedNotice } from "./link-notice.tsx";
import { ManagedFacts } from "./managed-facts.tsx";
import { ManagedHead, stateOf } from "./managed-head.tsx";
import { ManagedSteps } from "./managed-steps.tsx";
import { MessagesSection } from "./messages-section.tsx";
import { NextButton } from "./next-button.tsx";
import { nextThing } from "./next-thing.ts";
import { SittingList } from "./sitting-list.tsx";
import type { TimeWords } from "./time-words.ts";

/** A customer's own page: how it stands, the one thing to do next, and quietly everything else. */
export async function ManagedAppointmentView({
  page,
  token,
  words,
  isNew,
  done,
  draft,
  offer,
  nowMs,
  consent,
  pictures,
  draftPictures,
  calendars,
}: {
  page: ManagedPage;
  token: string;
  words: TimeWords;
  /** Just asked for. */
  isNew: boolean;
  /** What was just done by a form of this page. */
  done: string | null;
  /** A form of this page that was refused. */
  draft: FormDraft | null;
  offer: OpenOffer | null;
  nowMs: number;
  consent: ConsentState;
  pictures: readonly PictureView[];
  /** Those of a refused form. */
  draftPictures: ComponentProps<typeof PicturesField>["initial"];
  calendars: { google: string; outlook: string };
}) {
  const { appointment } = page;
  const state = stateOf(page, isNew);
  const { isAhead } = appointment;
  const thing = nextThing({
    stands: state.stands,
    isAhead,
    isHeld: appointment.status === "HELD",
    hasOffer: offer !== null,
    hasSuccessor: page.successor !== null,
    canPay: page.deposit?.payAt != null,
    mustSign: consent.required && consent.signed === null,
    canChooseSitting: page.next !== null && appointment.status !== "PENDING",
  });
  const written = draft?.values.action === "add" || draft?.values.action === "message" ? draft : null;
  // Sent twice, the second one is refused; what it wanted is so all the same.
  const isDoneAlready =
    draft?.values.action === "cancel" && appointment.status === "CANCELLED" && draft.code === "conflict";
  return (
    // On phones what happens next follows what was booked; on desks it stands beside everything.
    <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
      {isNew && <ForgetWords />}
      <div className="min-w-0 lg:col-start-1">
        {draft && !isDoneAlready && !hasFieldErrors(draft) && <RefusedNotice draft={draft} />}
        {done && !draft && <DoneNotice done={done} artist={appointment.artist.name} />}
        <ManagedHead page={page} words={words} isNew={isNew} hasOffer={offer !== null} thing={thing} />
        <div className="mt-6 empty:hidden">
          <NextButton thing={thing} page={page} token={token} />
        </div>
        {offer && (
          <div className="mt-8 max-w-2xl">
            <OfferedTimes
              {...offer}
              kind="appointment"
              token={token}
              artist={appointment.artist}
              timeZone={appointment.timeZone}
              nowMs={nowMs}
              draft={draft?.values.heldId !== undefined || draft?.errors.heldId ? draft : null}
            />
          </div>
        )}
        <ManagedFacts
          token={token}
          page={page}
          words={words}
          stands={state.stands}
          consent={consent}
          pictures={pictures}
        />
        <div className="mt-8 empty:hidden">
          {isAhead && <AddToCalendar token={token} {...calendars} isPrimary={thing === "calendar"} />}
        </div>
      </div>
      {state.stands && <ManagedSteps page={page} consent={consent} words={words} />}
      <div className="min-w-0 *:first:mt-0 lg:col-start-1">
        {page.sittings.length > 1 && (
          <SittingList page={page} token={token} words={words} isPrimary={thing === "sitting"} />
        )}
        {isAhead && <ChangeSection page={page} token={token} words={words} />}
        <MessagesSection
          token={token}
          messages={page.messages}
          words={words}
          draft={written}
          pictures={
            <ClientMessages namespaces={[]}>
              <PicturesField initial={draftPictures} errors={written?.errors.pictures} />
            </ClientMessages>
          }
        />
      </div>
    </div>
  );
}

/** Whether the form itself says what was wrong and takes the focus; its field for pictures cannot. */
function hasFieldErrors(draft: FormDraft): boolean {
  return draft.errors.text !== undefined;
}
