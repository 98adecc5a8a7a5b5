import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import nodemailer from "nodemailer";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { type Cloud, startCloud } from "#sandbox/start-cloud.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sandbox-mail-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

async function openCloud(smtpPort = 0): Promise<Cloud> {
  const cloud = await startCloud({ port: 0, dataDir, smtpPort });
  onTestFinished(() => cloud.close().catch(() => undefined));
  return cloud;
}

async function send(cloud: Cloud, mail: nodemailer.SendMailOptions): Promise<void> {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: cloud.smtpPort ?? 0 });
  await transport.sendMail({ from: "Studio <desk@studio.example>", to: "lena@example.org", ...mail });
  transport.close();
}

const get = async (cloud: Cloud, at: string, init?: RequestInit) => {
  const response = await fetch(`http://127.0.0.1:${cloud.port}/_sandbox/mail${at}`, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

const listing = z.object({
  smtpPort: z.number(),
  messages: z.array(
    z.object({
      id: z.string(),
      to: z.array(z.string()),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      attachments: z.array(z.object({ mimeType: z.string(), text: z.string().nullable() })),
    }),
  ),
});
const list = async (cloud: Cloud, query = "") =>
  listing.parse(JSON.parse((await get(cloud, `.json${query}`)).body)).messages;

describe("the mailbox", () => {
  test("keeps what was sent, the newest first, and tells it as JSON and as pages", async () => {
    const cloud = await openCloud();
    await send(cloud, { subject: "First", text: "one" });
    await send(cloud, {
      subject: "Zweite für Zoë",
      text: "two",
      html: "<html><head></head><body><b>two</b></body></html>",
      to: "mara@studio.example",
      replyTo: "hello@studio.example",
      icalEvent: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
    });
    const [second, first] = await list(cloud);
    expect([second?.subject, first?.subject]).toEqual(["Zweite für Zoë", "First"]);
    expect(second?.attachments.map(({ text }) => text?.trim().split(/\r?\n/)[0])).toEqual([
      "BEGIN:VCALENDAR",
      "BEGIN:VCALENDAR",
    ]);
    expect(await list(cloud, "?to=lena@example.org")).toHaveLength(1);
    expect((await get(cloud, "")).body).toContain("Zweite für Zoë");
    const page = await get(cloud, `/${second?.id}`);
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.body).toContain("hello@studio.example");
    expect((await get(cloud, `/${second?.id}?part=text`)).body).toContain("<pre>two");
    expect((await get(cloud, `/${second?.id}?part=source`)).body).toContain("Reply-To");
    expect((await get(cloud, `/${second?.id}/raw`)).headers.get("content-type")).toBe("message/rfc822");
    const file = await get(cloud, `/${second?.id}/attachments/0`);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  test("shows the HTML of a message where it can do nothing, and its words as words", async () => {
    const cloud = await openCloud();
    const evil = "<script>alert(1)</script>";
    await send(cloud, { subject: evil, text: evil, html: evil, to: "x@example.org" });
    const [mail] = await list(cloud);
    const html = await get(cloud, `/${mail?.id}/html`);
    expect(html.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
    for (const at of ["", `/${mail?.id}`, `/${mail?.id}?part=text`, `/${mail?.id}?part=source`])
      expect((await get(cloud, at)).body).not.toContain("<script>alert");
  });

  test("outlives a restart, goes on counting, and can be emptied", async () => {
    const before = await openCloud();
    await send(before, { subject: "Before", text: "x" });
    await before.close();
    const after = await openCloud();
    await send(after, { subject: "After", text: "x" });
    expect((await list(after)).map(({ subject }) => subject)).toEqual(["After", "Before"]);
    await get(after, ".json", { method: "DELETE" });
    expect(await list(after)).toEqual([]);
  });

  test("starts with what can be read, whatever else lies there", async () => {
    const before = await openCloud();
    for (const subject of ["One", "Two", "Three"]) await send(before, { subject, text: "x" });
    await before.close();
    const folder = path.join(dataDir, "mail");
    expect(readdirSync(folder).filter((name) => !/^\d{8}\.(eml|json)$/.test(name))).toEqual([]);
    const envelope = path.join(folder, "00000002.json");
    writeFileSync(envelope, readFileSync(envelope, "utf8").slice(0, -5));
    rmSync(path.join(folder, "00000001.eml"));
    writeFileSync(path.join(folder, "00000009.part"), "{");
    const after = await openCloud();
    expect((await list(after)).map(({ subject }) => subject)).toEqual(["Three"]);
    await send(after, { subject: "Four", text: "x" });
    expect((await list(after)).map(({ subject }) => subject)).toEqual(["Four", "Three"]);
  });

  test("keeps the last 200", async () => {
    const cloud = await openCloud();
    const transport = nodemailer.createTransport({
      host: "127.0.0.1",
      port: cloud.smtpPort ?? 0,
      pool: true,
    });
    onTestFinished(() => transport.close());
    for (let at = 1; at <= 203; at++)
      await transport.sendMail({ from: "a@b.example", to: "c@d.example", subject: `${at}`, text: "" });
    const mails = await list(cloud);
    expect([mails.length, mails[0]?.subject, mails.at(-1)?.subject]).toEqual([200, "203", "4"]);
  });

  test.each(["/99", "/00000001/attachments/7", "/00000001/other", "/x"])("has no %s", async (at) => {
    const cloud = await openCloud();
    await send(cloud, { subject: "One", text: "x" });
    expect((await get(cloud, at)).status).toBe(404);
  });
});

test("a port that is taken is no reason to fail: any free one is taken instead", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())));
  const address = other.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  const cloud = await openCloud(taken);
  expect(cloud.smtpPort).not.toBe(taken);
  await send(cloud, { subject: "Here", text: "x" });
  expect(await list(cloud)).toHaveLength(1);
});
