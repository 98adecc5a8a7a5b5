import { expect, test } from "vitest";
import { DAY } from "#lib/core/clock.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { expireOffers } from "#lib/offers/expire-offers.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { refuseOffer } from "#lib/offers/refuse-offer.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";

/** Mail programs show one of two messages with the same Message-ID. */
test.each(["a request", "a confirmed appointment"])(
  "each offer about %s is a message of its own",
  async (about) => {
    const server = await startMailServer();
    const studio = await openStudio({
      variables: { SMTP_URL: server.url, MAIL_FROM: "Studio <desk@studio.example>" },
    });
    const { id } = (await studio.request({ startTime: TEN + 6 * DAY })).appointment;
    if (about !== "a request") await appointmentVerbs.confirmAppointment(studio.ctx("mara"), { id });
    const { token } = manageToken(studio.env, { id, linkGeneration: 0 });
    const deliver = async () => {
      studio.clock.advance(DECISION_WAIT_MS);
      await deliverOutbox(studio.ctx("worker"), { limit: 20 });
    };
    const offer = async (startMs: number) => {
      const times = [{ startMs }];
      await makeOffer(studio.ctx("mara"), { about: { kind: "appointment", id }, times, expiresInHours: 2 });
      await deliver();
    };
    await deliver();
    server.mails.length = 0;
    await offer(TEN + 7 * DAY);
    await refuseOffer(studio.ctx(), { kind: "appointment", token });
    for (const startMs of [TEN + 8 * DAY, TEN + 9 * DAY]) {
      await offer(startMs);
      studio.clock.advance(DAY / 8);
      await expireOffers(studio.ctx("worker"));
      await deliver();
    }
    expect(server.mails.map(({ to }) => to)).toEqual(Array(5).fill(["lena@example.org"]));
    expect(new Set(server.mails.map((mail) => headerOf(mail, "Message-ID"))).size).toBe(5);
  },
);
