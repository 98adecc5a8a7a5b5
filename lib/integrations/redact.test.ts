import { describe, expect, test } from "vitest";
import { cpuMs } from "#tests/support/cpu-ms.ts";
import { keyVendor, vendorEnv } from "#tests/support/test-vendor.ts";
import { configOf } from "./connector-config.ts";
import { redact, redactUrls, secretsOf, vendorWords, withEncodings } from "./redact.ts";

test.each([
  ["see https://a.example/x?user=mara&pass=geheim#top.", "see https://a.example/x?user=…&pass=…."],
  [
    "http://mara:geheim@a.example:8180/api/connect/1?apiKey=k",
    "http://a.example:8180/api/connect/1?apiKey=…",
  ],
  ["(https://a.example), HTTPS://B.example/", "(https://a.example), https://b.example/"],
  ["https://[broken and http://x:99999999/", "[address] and [address]"],
  ["nothing to hide? a=b", "nothing to hide? a=b"],
])("%s", (text, shown) => {
  expect(redactUrls(text)).toBe(shown);
});

test("secrets go however they are encoded, the longer first", () => {
  const secrets = withEncodings(['pä ss"word', "pass", "pä ss"]);
  const text = `pä ss"word ${encodeURIComponent('pä ss"word')} ${JSON.stringify('pä ss"word')} pass passport`;
  expect(redact(text, secrets)).toBe('[secret] [secret] "[secret]" [secret] [secret]port');
});

describe("however somebody else writes it", () => {
  const secret = "Pä ss!w&rd<1>'~/\\\"(*)";
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const html = (quote: string, apostrophe: string) =>
    secret
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', quote)
      .replaceAll("'", apostrophe);

  test.each([
    ["a form", form],
    ["a form, escapes in small letters", form.replace(/%../g, (code) => code.toLowerCase())],
    ["a URL", encodeURIComponent(secret)],
    [
      "a URL, escapes in small letters",
      encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ["a URL in small letters", encodeURIComponent(secret).toLowerCase()],
    ["HTML", html("&quot;", "&#39;")],
    ["HTML with zeros", html("&quot;", "&#039;")],
    ["HTML in hexadecimal", html("&#34;", "&#x27;")],
    ["HTML of others", html("&#x22;", "&apos;")],
    ["HTML in numbers", html('"', "'").replace("ä", "&#228;").replace(" ", "&#32;")],
    ["JSON", JSON.stringify(secret).slice(1, -1)],
    ["JSON in ASCII", JSON.stringify(secret).slice(1, -1).replace("ä", "\\u00E4").replace("/", "\\/")],
    ["base64", Buffer.from(secret, "utf8").toString("base64").replace(/=+$/, "")],
  ])("%s", (_name, written) => {
    expect(redact(`before ${written} after`, withEncodings([secret]))).toBe("before [secret] after");
  });

  test("a user and password in base64, as a header has them", () => {
    const connector = {
      ...keyVendor,
      fields: { ECODMS_USERNAME: { secret: false }, ECODMS_PASSWORD: { secret: true } },
    };
    const env = vendorEnv("http://127.0.0.1", { ECODMS_USERNAME: "mara", ECODMS_PASSWORD: "p" });
    const secrets = secretsOf(connector, configOf(connector, env));
    expect(redact(`Basic ${Buffer.from("mara:p").toString("base64")}`, secrets)).toMatch(
      /^Basic \[secret\]=*$/,
    );
  });

  test("short ones in their own letters only: they are ordinary words", () => {
    expect(redact("ECODMS_PASSWORD: password", withEncodings(["password"]))).toBe(
      "ECODMS_PASSWORD: [secret]",
    );
  });
});

test("what is too short to be a secret takes no words with it", () => {
  expect(redact("a bad day", withEncodings(["a", "", "bad"]))).toBe("a bad day");
});

test("a vendor's words are one short line of text", () => {
  expect(vendorWords("<p>Not\n<b>allo\u202ewed</b></p><script>x</script>", [])).toBe("Not allowed x");
  const long = vendorWords(`${"x".repeat(290)} geheim-geheim ${"y".repeat(9000)}`, ["geheim-geheim"]);
  expect(long).toHaveLength(300);
  expect(long).not.toContain("geh");
});

test("hostile lengths cost nothing", async () => {
  const took = await cpuMs(() => {
    for (const hostile of [
      "<".repeat(1_000_000),
      "http://".repeat(200_000),
      "https://a?".repeat(100_000),
      `http://a${"!".repeat(900_000)}x`,
    ])
      expect(vendorWords(hostile, ["secret"]).length).toBeLessThanOrEqual(300);
  });
  expect(took).toBeLessThan(5_000);
});
