import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { returnToken } from "#lib/nextcloud/return-token.ts";
import { tokenOwner } from "#lib/nextcloud/token-owner.ts";
import { openTestCloud } from "#sandbox/cloud-fixture.ts";
import { oauth2Client } from "./oauth2.ts";

const redirectUri = "http://localhost:3000/api/auth/callback/nextcloud";

async function cloudWithClock() {
  let now = Date.parse("2026-12-01T06:00:00Z");
  const cloud = await openTestCloud(() => now);
  onTestFinished(() => cloud.remove());
  const base = `http://127.0.0.1:${cloud.cloud.port}`;
  const authorize = (form: Record<string, string>, more: Record<string, string> = {}) =>
    fetch(
      `${base}/index.php/apps/oauth2/authorize?${new URLSearchParams({ response_type: "code", client_id: oauth2Client.id, redirect_uri: redirectUri, state: "s", ...more })}`,
      { method: "POST", body: new URLSearchParams(form), redirect: "manual" },
    );
  const codeOf = async (user: string, more: Record<string, string> = {}) => {
    const answer = await authorize({ user, password: "parlour-demo" }, more);
    return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  };
  const token = async (form: Record<string, string>) => {
    const answer = await fetch(`${base}/index.php/apps/oauth2/api/v1/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: oauth2Client.id,
        client_secret: oauth2Client.secret,
        ...form,
      }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { base, authorize, codeOf, token, advance: (ms: number) => (now += ms) };
}

describe("the sandbox's OAuth2", () => {
  test("gives a code that works once, and a token that says who it is for an hour", async () => {
    const { base, codeOf, token, advance } = await cloudWithClock();
    const code = await codeOf("mara");
    const { status, body } = await token({ code });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", user_id: "mara" });
    expect(await tokenOwner(base, body.access_token)).toMatchObject({
      id: "mara",
      email: "mara@parlour.test",
      "display-name": "Mara Lindqvist",
    });
    expect(await token({ code })).toEqual({ status: 400, body: { error: "invalid_request" } });
    advance(3_600_001);
    await expect(tokenOwner(base, body.access_token)).rejects.toMatchObject({ kind: "auth", status: 401 });
  });

  test("takes a token back: it is worth nothing then", async () => {
    const { base, codeOf, token } = await cloudWithClock();
    const { access_token: accessToken } = (await token({ code: await codeOf("theo") })).body;
    await returnToken(base, accessToken);
    await expect(tokenOwner(base, accessToken)).rejects.toMatchObject({ kind: "auth" });
    await expect(returnToken(base, accessToken)).rejects.toMatchObject({ kind: "auth" });
  });

  test("checks PKCE where it was begun with it", async () => {
    const { codeOf, token } = await cloudWithClock();
    const verifier = "v".repeat(43);
    const challenge = {
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    };
    const refused = async (form: Record<string, string>) =>
      (await token({ code: await codeOf("mara", challenge), ...form })).body.error;
    expect(await refused({})).toBe("invalid_request");
    expect(await refused({ code_verifier: "w".repeat(43) })).toBe("invalid_grant");
    const { status } = await token({ code: await codeOf("mara", challenge), code_verifier: verifier });
    expect(status).toBe(200);
  });

  test.each<[string, Record<string, string>, string]>([
    ["another client", { client_id: "x" }, "invalid_client"],
    ["a wrong secret", { client_secret: "x" }, "invalid_client"],
    ["another grant", { grant_type: "password" }, "invalid_grant"],
    ["a made-up code", { code: "x" }, "invalid_request"],
  ])("refuses %s", async (_name, more, error) => {
    const { codeOf, token } = await cloudWithClock();
    expect(await token({ code: await codeOf("mara"), ...more })).toEqual({ status: 400, body: { error } });
  });

  test("grants to its registered address only, and not with a wrong password", async () => {
    const { authorize } = await cloudWithClock();
    const right = { user: "mara", password: "parlour-demo" };
    for (const [name, value] of [
      ["redirect_uri", "https://evil.example/"],
      ["client_id", "x"],
    ] as const) {
      const answer = await authorize(right, { [name]: value });
      expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
      expect(await answer.text()).toContain("Your client is not authorized");
    }
    const wrong = await authorize({ ...right, password: "x" });
    expect([wrong.status, wrong.headers.get("location")]).toEqual([200, null]);
    const denied = await authorize({ deny: "1" });
    expect(denied.headers.get("location")).toBe(`${redirectUri}?state=s&error=access_denied`);
  });
});
