import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { SCOPES } from "#lib/auth/scopes.ts";
import { WEBHOOK_EVENTS } from "#lib/core/webhook-events.ts";
import { newSigningSecret, signedHeaders, withNewSecret } from "./signing-keys.ts";

const guide = readFileSync("docs/api.md", "utf8");

/** The first block of a language that holds `part`. */
function block(language: string, part: string): string {
  const blocks = [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(
    ([, code]) => code,
  );
  const found = blocks.find((code) => code?.includes(part));
  if (!found) throw new Error(`docs/api.md has no ${language} with ${part}`);
  return found;
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "parlour-guide-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const body = JSON.stringify({ type: "appointment.confirmed", data: { name: "Zoë" } });

test("the guide's Node example takes what we sign, with two secrets too, and nothing else", async () => {
  const file = path.join(folder(), "verify.mjs");
  writeFileSync(file, block("js", "isFromParlour"));
  const { isFromParlour } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const [old, secret] = [newSigningSecret(), newSigningSecret()];
  const nowMs = Date.now();
  const keys = withNewSecret(withNewSecret([], old, nowMs), secret, nowMs);
  const headers = signedHeaders(keys, { id: "abc", body, nowMs });
  expect(isFromParlour(secret, headers, body)).toBe(true);
  expect(isFromParlour(old, headers, body)).toBe(true);
  expect(isFromParlour(newSigningSecret(), headers, body)).toBe(false);
  expect(isFromParlour(secret, headers, `${body} `)).toBe(false);
  expect(isFromParlour(secret, { ...headers, "webhook-id": "abd" }, body)).toBe(false);
  const late = signedHeaders(keys, { id: "abc", body, nowMs: nowMs - 301_000 });
  expect(isFromParlour(secret, late, body)).toBe(false);
});

test("the guide's shell example prints the signature", () => {
  const cwd = folder();
  writeFileSync(path.join(cwd, "body"), body);
  const secret = newSigningSecret();
  const nowMs = 1_796_112_000_000;
  const headers = signedHeaders([{ secret, untilMs: null }], { id: "abc", body, nowMs });
  const printed = execFileSync("sh", ["-c", block("sh", "openssl")], {
    cwd,
    env: { ...process.env, SECRET: secret, WEBHOOK_ID: "abc", WEBHOOK_TIMESTAMP: "1796112000" },
  });
  expect(`v1,${printed.toString().trim()}`).toBe(headers["webhook-signature"]);
});

test("the guide names every scope and every event", () => {
  for (const scope of SCOPES) expect(guide).toContain(`\`${scope}\``);
  for (const event of WEBHOOK_EVENTS)
    expect(guide).toContain(event.replace(/^appointment(?!\.requested)/, ""));
});
