import { describe, expect, test } from "vitest";
import { HOUR } from "#lib/core/clock.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { type DoctorCase, expectFinding, runDoctor } from "./support/doctor.ts";
import { closedAddress, startMiddleman, startStranger, startUntrusted } from "./support/other-servers.ts";

const fault = (add: object) => async (studio: CloudStudio) => {
  studio.cloud.cloud.faults.add(add);
  return {};
};
const cases: DoctorCase[] = [
  {
    name: "a malformed value",
    begin: async () => ({ NEXTCLOUD_BASE_URL: "cloud.example.org" }),
    line: /^✗ configuration: .*NEXTCLOUD_BASE_URL: must be an http.* address.*\.env\.local$/,
  },
  {
    name: "nothing configured",
    begin: async () => ({ NEXTCLOUD_PASSWORD: "" }),
    line: /^✗ Nextcloud: CalDAV not configured: set NEXTCLOUD_PASSWORD in \.env\.local$/,
  },
  {
    name: "a wrong password",
    begin: async () => ({ NEXTCLOUD_PASSWORD: "wrong" }),
    line: /^✗ account parlour: Sign-in refused\. .*new app password/,
  },
  {
    name: "a Nextcloud that is down",
    begin: async () => ({ NEXTCLOUD_BASE_URL: await closedAddress() }),
    line: /^✗ Nextcloud: Connection refused\. .*port in NEXTCLOUD_BASE_URL/,
  },
  {
    name: "a name that does not resolve",
    begin: async () => ({ NEXTCLOUD_BASE_URL: "http://cloud.parlour.invalid" }),
    line: /^✗ Nextcloud: Server name not found\. .*typing error/,
  },
  {
    name: "a certificate nobody vouches for",
    begin: async () => ({ NEXTCLOUD_BASE_URL: await startUntrusted() }),
    line: /^✗ Nextcloud: No secure connection\. .*NODE_EXTRA_CA_CERTS/,
  },
  {
    name: "a Nextcloud that takes too long",
    begin: fault({ delayMs: 30_000 }),
    line: /^✗ Nextcloud: No answer in time\. .*load/,
  },
  {
    name: "a web page instead of Nextcloud",
    begin: fault({ status: 200, body: "<html>Sign in</html>" }),
    line: /^✗ Nextcloud: A web page instead of calendar data\. .*sign-in page/,
  },
  {
    name: "a web page before CalDAV only",
    begin: fault({ match: /remote\.php|well-known/, status: 200, body: "<html>Sign in</html>" }),
    line: /^✗ account parlour: A web page instead of calendar data\. .*sign-in page/,
  },
  {
    name: "maintenance",
    begin: fault({ status: 503, headers: { "X-Nextcloud-Maintenance-Mode": "1" } }),
    line: /^✗ Nextcloud: Maintenance\. .*occ maintenance:mode --off/,
  },
  {
    name: "answers cut off in the middle",
    begin: async (studio) => {
      const front = await startMiddleman(() => studio.cloud.cloud.port);
      front.cut = true;
      return { NEXTCLOUD_BASE_URL: front.url };
    },
    line: /^✗ Nextcloud: Connection broken\. .*tried again/,
  },
  {
    name: "requests sent on elsewhere",
    begin: async (studio) => {
      studio.cloud.cloud.faults.add({
        status: 301,
        headers: { Location: `${(await startStranger()).url}/x` },
      });
      return {};
    },
    line: /^✗ Nextcloud: Sent on to another address\. .*Set NEXTCLOUD_BASE_URL/,
  },
  {
    name: "a subpath left out",
    begin: async (studio) => {
      const front = await startMiddleman(() => studio.cloud.cloud.port, "/cloud");
      return { NEXTCLOUD_BASE_URL: front.url.replace("/cloud", "") };
    },
    line: /^✗ account parlour: No CalDAV here\. .*NEXTCLOUD_BASE_URL/,
  },
];

describe("parlour doctor finds, and names the cure for", () => {
  test.each(cases)("$name", async (one) => {
    await expectFinding(await openCloudStudio({ now: new Date().toISOString() }), one);
  });

  test("a clock that differs from Nextcloud's", async () => {
    const studio = await openCloudStudio({ now: new Date().toISOString() });
    studio.proxy.rewriteHeaders = (_, headers) => ({
      ...headers,
      date: new Date(Date.now() - HOUR).toUTCString(),
    });
    const { code, out } = await runDoctor(studio);
    expect(out).toMatch(/^✗ clock: 36\d\d s ahead of Nextcloud's; .*NTP/m);
    expect(code).toBe(1);
  });
});
