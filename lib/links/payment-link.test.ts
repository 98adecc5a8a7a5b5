import { expect, test } from "vitest";
import { decimalAmount, paymentLink } from "./payment-link.ts";

const deposit = { reference: "AB12CD34", amount: 8000, currency: "EUR" };

test("reference, amount and currency are filled in, however often they are asked for", () => {
  const template = "https://pay.example/{reference}?sum={amount}&cur={currency}&again={reference}";
  expect(paymentLink(template, deposit)).toBe(
    "https://pay.example/AB12CD34?sum=80.00&cur=EUR&again=AB12CD34",
  );
  expect(paymentLink("https://pay.example/{reference}", { ...deposit, reference: "a/b?c" })).toBe(
    "https://pay.example/a%2Fb%3Fc",
  );
});

test.each(["", "pay.example", "javascript:alert(1)", "http://pay.example", "https://"])(
  "%j is no place to pay",
  (template) => {
    expect(paymentLink(template, deposit)).toBeNull();
  },
);

test("amounts have as many digits as their currency", () => {
  expect(decimalAmount(8050, "EUR")).toBe("80.50");
  expect(decimalAmount(8000, "JPY")).toBe("8000");
  expect(decimalAmount(8000, "KWD")).toBe("8.000");
  expect(decimalAmount(8000, "no")).toBe("80.00");
});
