import { describe, test } from "vitest";

/** A part of the contract against one server; where that is absent it is skipped by name, with the reason. */
export function describeOn<Present extends object>(
  title: string,
  availability: Present | { absent: string },
  body: (present: Present) => void,
): void {
  if (isAbsent(availability))
    describe.skip(`${title} (skipped: ${availability.absent})`, () => {
      test("the contract", () => undefined);
    });
  else describe(title, () => body(availability));
}

function isAbsent(availability: object): availability is { absent: string } {
  return "absent" in availability;
}
