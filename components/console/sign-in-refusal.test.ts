import { expect, test } from "vitest";
import de from "#messages/de/console.json";
import en from "#messages/en/console.json";
import { readRefusal } from "./sign-in-refusal.ts";

test.each<[string | string[] | undefined, string | null]>([
  ["mail_not_verified", "mail_not_verified"],
  ["OAuthSignin", "provider_unreachable"],
  ["OAuthCallback", "provider_failed"],
  ["Callback", "provider_failed"],
  ["CredentialsSignin", null],
  ["constructor", null],
  ["<script>", null],
  [["no_user", "x"], null],
  [undefined, null],
])("%j means %s", (error, expected) => {
  expect(readRefusal(error)).toBe(expected);
});

test("every refusal has its words in both languages", () => {
  for (const words of [en.signIn.refusal, de.signIn.refusal])
    for (const [code, sentence] of Object.entries(words)) {
      expect(readRefusal(code)).toBe(code);
      expect(sentence.length).toBeGreaterThan(20);
    }
  expect(Object.keys(en.signIn.refusal)).toEqual(Object.keys(de.signIn.refusal));
  expect(Object.keys(en.signIn.refusal)).toHaveLength(13);
});
