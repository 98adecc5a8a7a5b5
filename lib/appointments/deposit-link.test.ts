import { expect, test } from "vitest";
import { depositLink } from "./deposit-link.ts";

const deposit = { appointmentId: "abcdefgh2345", amount: 5000, currency: "EUR" };

test.each([
  ["https://pay.example/{amount}", "https://pay.example/50.00"],
  [
    "https://pay.example/?r={reference}&a={amount}&c={currency}&r2={reference}",
    "https://pay.example/?r=ABCDEFGH&a=50.00&c=EUR&r2=ABCDEFGH",
  ],
  ["https://pay.example/plain", "https://pay.example/plain"],
  ["", ""],
  ["http://pay.example/{amount}", ""],
  ["javascript:alert({amount})", ""],
  ["pay.example/{amount}", ""],
])("%s becomes %o", (paymentUrl, link) => {
  expect(depositLink(paymentUrl, deposit)).toBe(link);
});

test.each([
  ["JPY", 5000, "5000"],
  ["KWD", 5000, "5.000"],
  ["CHF", 5, "0.05"],
])("%s has its own smallest unit", (currency, amount, written) => {
  expect(depositLink("https://pay.example/{amount}", { ...deposit, currency, amount })).toBe(
    `https://pay.example/${written}`,
  );
});
