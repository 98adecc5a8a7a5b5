import { expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { rememberRequest } from "./own-request-cookie.ts";

const env = parseEnv({ NEXTAUTH_URL: "https://studio.example" });
const manageUrl = "https://studio.example/appointment/abc-DEF_123";
const from = (referer: string) =>
  new Request("https://studio.example/api/appointments", { headers: { referer } });

test("a request made from a booking page is remembered there for half an hour, out of reach of scripts", () => {
  expect(rememberRequest(env, from("https://studio.example/book/mara/fine-line?start=x"), manageUrl)).toEqual(
    {
      "Set-Cookie": "parlour-request=abc-DEF_123; Path=/book; Max-Age=1800; HttpOnly; SameSite=Lax; Secure",
    },
  );
});

test.each(["", "not an address", "https://studio.example/embed/booking/plain/mara/fine-line"])(
  "from “%s” no cookie is set",
  (referer) => {
    expect(rememberRequest(env, from(referer), manageUrl)).toEqual({});
  },
);
