import { expect } from "vitest";
import type { CloudStudio } from "#tests/support/test-studio.ts";
import { childEnvironment, runChild } from "./children.ts";

export interface DoctorCase {
  name: string;
  /** Makes something wrong. @returns variables that are part of it. */
  begin(studio: CloudStudio): Promise<Record<string, string>>;
  /** The one line that says it, with its cure. */
  line: RegExp;
}

/** Runs the real command. @returns how it ended and what it said. */
export function runDoctor(studio: CloudStudio, more: Record<string, string> = {}) {
  return runChild("bin/parlour.ts", ["doctor"], childEnvironment(studio.env, more));
}

/** The doctor finds what is wrong, that alone, in one line, and ends with 1. */
export async function expectFinding(studio: CloudStudio, { begin, line }: DoctorCase): Promise<void> {
  const { code, out, err } = await runDoctor(studio, await begin(studio));
  const bad = out.split("\n").filter((one) => one.startsWith("✗"));
  expect({ bad, err }).toEqual({ bad: [expect.stringMatching(line)], err: "" });
  expect(code).toBe(1);
  expect(out).not.toContain("parlour-demo");
}
