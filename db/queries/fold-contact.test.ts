import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { type Contact, foldContact, pausedUntil } from "./fold-contact.ts";

const NOW = Date.parse("2026-12-01T06:00:00Z");
const contact = (at: number, went: Contact["went"], more: Partial<Contact> = {}): Contact => ({
  connector: "todoist",
  config: "today",
  at,
  went,
  rateLimit: null,
  call: null,
  ...more,
});
const refused = { kind: "auth", reason: "credentials", detail: "No." } as const;
const fold = (contacts: Contact[], nowMs = NOW) =>
  contacts.reduce<ReturnType<typeof foldContact> | undefined>(
    (known, one) => foldContact(known, one, nowMs),
    undefined,
  );

test("the last success and the last failure stand beside each other", () => {
  expect(fold([contact(NOW - 3, "well"), contact(NOW - 2, refused), contact(NOW - 1, "well")])).toMatchObject(
    {
      succeededAt: NOW - 1,
      failedAt: NOW - 2,
      failureKind: "auth",
      failureReason: "credentials",
      failureDetail: "No.",
    },
  );
});

test("of two in the same millisecond the one that comes second is the last", () => {
  expect(fold([contact(NOW, "well"), contact(NOW, refused)])?.failingSince).toBe(NOW);
  expect(fold([contact(NOW, refused), contact(NOW, "well")])?.failingSince).toBeNull();
});

test("what another process noted earlier and stored later never counts as later", () => {
  expect(fold([contact(NOW - 9, refused), contact(NOW - 10, "well")])).toMatchObject({
    succeededAt: NOW - 10,
    failingSince: NOW - 9,
  });
  expect(fold([contact(NOW - 9, "well"), contact(NOW - 10, refused)])).toMatchObject({
    failedAt: NOW - 10,
    failingSince: null,
  });
  const network = { kind: "network", reason: "dns", detail: "Gone." } as const;
  const shape = { kind: "malformed", reason: "shape", detail: "No." } as const;
  expect(fold([contact(NOW - 5, shape), contact(NOW - 6, network)])).toMatchObject({
    failedAt: NOW - 5,
    failureKind: "malformed",
    failingSince: NOW - 6,
  });
  // It went well between two failures: the second began it.
  expect(
    fold([contact(NOW - 9, network), contact(NOW - 3, network), contact(NOW - 5, "well")]),
  ).toMatchObject({ succeededAt: NOW - 5, failingSince: NOW - 3 });
});

describe("what needs no credentials", () => {
  const network = { kind: "network", reason: "refused", detail: "Nobody." } as const;
  const outcome = (...went: Contact["went"][]) =>
    fold(went.map((one, index) => contact(NOW - went.length + index, one)));

  test("proves nothing while they were never tried", () => {
    expect(outcome("reached")).toMatchObject({ succeededAt: null, failingSince: null });
    expect(outcome(network, "reached")).toMatchObject({ succeededAt: null, failingSince: null });
  });

  test("is no success after they were refused, nor after an outage since", () => {
    const refusedAt = { failedAt: NOW - 2, failureKind: "auth", failingSince: NOW - 2 };
    expect(outcome("well", refused, "reached")).toMatchObject({ ...refusedAt, succeededAt: NOW - 3 });
    expect(outcome("well", refused, network, "reached")).toMatchObject({
      failureKind: "auth",
      failingSince: NOW - 3,
      succeededAt: NOW - 4,
    });
  });

  test("says that an outage is over where they were accepted, and that all is well still", () => {
    expect(outcome("well", network, "reached")).toMatchObject({ succeededAt: NOW - 1, failingSince: null });
    expect(outcome("well", "reached")).toMatchObject({ succeededAt: NOW - 1 });
  });

  test("cures nothing that credentials have met", () => {
    const shape = { kind: "malformed", reason: "shape", detail: "No." } as const;
    expect(outcome("well", shape, "reached")).toMatchObject({ succeededAt: NOW - 3, failingSince: NOW - 2 });
  });
});

test("credentials that are not sent again are not refused anew", () => {
  const suspended = { kind: "auth", reason: "suspended", detail: "Not asked." } as const;
  const known = fold([contact(NOW - 9, refused), contact(NOW - 1, suspended)]);
  expect(known).toMatchObject({ failedAt: NOW - 9, failureReason: "credentials" });
  // Others met it: that is news here.
  const news = fold([contact(NOW - 9, "well"), contact(NOW - 1, suspended)]);
  expect(news).toMatchObject({ failedAt: NOW - 1, failureReason: "suspended", failingSince: NOW - 1 });
});

test("until when the vendor wants silence is forgotten with another failure", () => {
  const limited = { kind: "rate-limited", reason: null, detail: "Wait.", retryAt: NOW + MINUTE } as const;
  expect(fold([contact(NOW - 2, limited)])?.retryAt).toBe(NOW + MINUTE);
  expect(fold([contact(NOW - 2, limited), contact(NOW - 1, refused)])?.retryAt).toBeNull();
});

test("what a clock noted that was hours ahead is forgotten", () => {
  const ahead = fold([contact(NOW + HOUR, "well")], NOW + HOUR);
  expect(foldContact(ahead, contact(NOW, refused), NOW)).toMatchObject({ succeededAt: null, failedAt: NOW });
  const failed = fold([contact(NOW + HOUR, refused)], NOW + HOUR);
  expect(foldContact(failed, contact(NOW, null), NOW)).toMatchObject({ failedAt: NOW, failingSince: NOW });
  expect(foldContact(failed, contact(NOW, "well"), NOW).failingSince).toBeNull();
});

test("another configuration begins anew", () => {
  const before = fold([
    contact(NOW - MINUTE, "well", {
      pause: { owner: "web", until: NOW },
      rateLimit: { limit: 1, remaining: 0, resetAt: null, seenAt: 1 },
    }),
  ]);
  expect(foldContact(before, contact(NOW, null, { config: "tomorrow" }), NOW)).toEqual({
    connector: "todoist",
    config: "tomorrow",
    testedAt: null,
    testOutcome: null,
    testDetail: null,
    testMs: null,
    testedBy: null,
    succeededAt: null,
    failedAt: null,
    failingSince: null,
    failureKind: null,
    failureReason: null,
    failureDetail: null,
    retryAt: null,
    rateLimit: null,
    pauses: null,
  });
});

test("the newest rate limit stays", () => {
  const limit = (remaining: number, seenAt: number) => ({ limit: 10, remaining, resetAt: null, seenAt });
  const known = fold([
    contact(NOW, "well", { rateLimit: limit(3, NOW - 1) }),
    contact(NOW, "well", { rateLimit: limit(4, NOW - 2) }),
    contact(NOW, null),
  ]);
  expect(known?.rateLimit?.remaining).toBe(3);
});

describe("pauses", () => {
  const pause = (owner: string, until: number | null) => contact(NOW, "well", { pause: { owner, until } });
  const until = (contacts: Contact[], nowMs = NOW) => pausedUntil(fold(contacts)?.pauses ?? null, nowMs);

  test("are each process's own, and the latest counts", () => {
    expect(until([pause("web", NOW + 9), pause("worker", null), contact(NOW, null)])).toBe(NOW + 9);
    expect(until([pause("web", NOW + 9), pause("worker", NOW + 20)])).toBe(NOW + 20);
    expect(until([pause("web", NOW + 9), pause("worker", NOW + 20), pause("worker", null)])).toBe(NOW + 9);
    expect(until([pause("web", NOW + 9), pause("web", null)])).toBeNull();
  });

  test("of a process that is gone are forgotten, and so is one that a wrong clock noted", () => {
    expect(until([pause("web", NOW + 9)], NOW + HOUR + 10)).toBeNull();
    const later = foldContact(fold([pause("web", NOW + 9)]), pause("worker", null), NOW + HOUR + 10);
    expect(later.pauses).toBeNull();
    expect(until([pause("web", NOW + 24 * HOUR)])).toBeNull();
  });
});
