import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type CloudRequest, openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { grantLogin } from "#tests/contract/grant-login.ts";

let now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => now);
});
afterEach(() => {
  for (const user of ["mara", "staff"]) cloud.cloud.appPasswords.revokeOf(user);
});
afterAll(() => cloud.remove());

const send = (method: string, path: string, more: Partial<CloudRequest> = {}) =>
  cloud.send({ user: null, method, path, ...more });
const formHeaders = { "Content-Type": "application/x-www-form-urlencoded" };
async function begin() {
  const answer = await send("POST", "/index.php/login/v2", { headers: { "User-Agent": "Parlour (Mara)" } });
  const body: { poll: { token: string; endpoint: string }; login: string } = JSON.parse(answer.body);
  return { answer, ...body };
}
const poll = (token: string) =>
  send("POST", "/index.php/login/v2/poll", { headers: formHeaders, body: `token=${token}` });

/** A browser with its cookie and the last request token it saw. */
function browser() {
  let cookie = "";
  let html = "";
  const visit = async (method: string, path: string, form?: Record<string, string>) => {
    const answer = await send(method, path, {
      headers: { ...(cookie === "" ? {} : { Cookie: cookie }), ...(form ? formHeaders : {}) },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    if (answer.body !== "") html = answer.body;
    return answer;
  };
  return {
    visit,
    field: (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "",
    follow: async (path: string) => {
      let answer = await visit("GET", path);
      while (answer.status === 303) answer = await visit("GET", answer.headers.get("location") ?? "");
      return answer;
    },
  };
}

test("begin, pending, granted once", async () => {
  const { answer, poll: given, login } = await begin();
  expect(answer.status).toBe(200);
  expect(given.token).toHaveLength(128);
  const origin = `http://127.0.0.1:${cloud.cloud.port}`;
  expect(given.endpoint).toBe(`${origin}/index.php/login/v2/poll`);
  expect(login.startsWith(`${origin}/index.php/login/v2/flow/`)).toBe(true);
  const pending = await poll(given.token);
  expect([pending.status, pending.body]).toEqual([404, "[]"]);

  expect(await grantLogin(login, "mara", cloudPassword)).toBe(200);
  const granted = await poll(given.token);
  const body = JSON.parse(granted.body);
  expect([granted.status, body.server, body.loginName]).toEqual([200, origin, "mara"]);
  expect(body.appPassword).toHaveLength(72);
  expect((await poll(given.token)).status).toBe(404);
  expect(cloud.cloud.appPasswords.list("mara")).toEqual([{ id: expect.any(String), name: "Parlour (Mara)" }]);
  const path = "/ocs/v2.php/cloud/user";
  const headers = { "OCS-APIRequest": "true", Accept: "application/json" };
  const own = await cloud.send({ user: "mara", password: body.appPassword, path, headers });
  expect(JSON.parse(own.body).ocs.data.id).toBe("mara");
  expect(await grantLogin(login, "mara", cloudPassword)).toBe(403);
});

test("a person without a session signs in by the form of the flow, also by mail address", async () => {
  const { poll: given, login } = await begin();
  const { visit, field, follow } = browser();
  const form = await follow(new URL(login).pathname);
  expect(form.body).toContain("before granting Parlour (Mara) access");
  const wrong = { user: "mara@parlour.test", password: "no", requesttoken: field("requesttoken") };
  const refused = await visit("POST", "/index.php/login", { ...wrong, redirect_url: field("redirect_url") });
  expect(refused.headers.get("location")).toMatch(/^\/index\.php\/login\?.*failed/);
  const again = await follow(refused.headers.get("location") ?? "");
  expect(again.body).toContain("Wrong username or password.");
  const right = { ...wrong, password: cloudPassword, redirect_url: field("redirect_url") };
  const signedIn = await visit("POST", "/index.php/login", right);
  const page = await follow(signedIn.headers.get("location") ?? "");
  expect(page.body).toContain("Mara Lindqvist");
  const grant = { stateToken: field("stateToken"), requesttoken: field("requesttoken") };
  expect((await visit("POST", "/index.php/login/v2/grant", { ...grant, requesttoken: "x" })).status).toBe(
    412,
  );
  expect((await visit("POST", "/index.php/login/v2/grant", { ...grant, stateToken: "x" })).status).toBe(403);
  expect((await poll(given.token)).status).toBe(404);
  const granted = await visit("POST", "/index.php/login/v2/grant", grant);
  expect([granted.status, granted.body.includes("Account connected")]).toEqual([200, true]);
  const { loginName, appPassword } = JSON.parse((await poll(given.token)).body);
  expect(loginName).toBe("mara@parlour.test");
  const path = "/remote.php/dav/files/mara/";
  const look = (user: string) =>
    cloud.send({ user, password: appPassword, method: "PROPFIND", path, headers: { Depth: "0" } });
  expect((await look(loginName)).status).toBe(207);
  expect((await look("mara")).status).toBe(401);
});

test("a flow lives twenty minutes", async () => {
  const { poll: given, login } = await begin();
  now += 1_200_001;
  expect(await grantLogin(login, "mara", cloudPassword)).toBe(403);
  expect((await poll(given.token)).status).toBe(404);
});

test("GET where only POST is, and a poll without a token", async () => {
  expect((await send("GET", "/index.php/login/v2")).status).toBe(405);
  const none = await send("POST", "/index.php/login/v2/poll", { headers: formHeaders, body: "" });
  expect([none.status, none.headers.get("content-type")]).toEqual([500, "text/html; charset=UTF-8"]);
});

test("names are text in every page, and nobody is sent away", async () => {
  const headers = { "User-Agent": '"><script>alert(1)</script>' };
  const { login } = JSON.parse((await send("POST", "/index.php/login/v2", { headers })).body);
  const { visit, field, follow } = browser();
  const page = await follow(new URL(login).pathname);
  expect(page.body).not.toContain("<script>");
  for (const target of ["https://evil.example/", "//evil.example/", "/\\evil.example"]) {
    await visit("GET", `/index.php/login?${new URLSearchParams({ redirect_url: target, user: '"><b>' })}`);
    expect(field("redirect_url")).toBe("/index.php/settings/user/security");
  }
});

test("a person sees and revokes app passwords in the settings; a test does so from outside", async () => {
  const { appPasswords } = cloud.cloud;
  const password = appPasswords.issue({ user: "staff", loginName: "staff", name: "Parlour <desk>" });
  const { visit, field, follow } = browser();
  await follow("/settings/user/security");
  const form = { user: "staff", password: cloudPassword, requesttoken: field("requesttoken") };
  await visit("POST", "/index.php/login", { ...form, redirect_url: field("redirect_url") });
  const page = await follow("/index.php/settings/user/security");
  expect(page.body).toContain("Parlour &lt;desk&gt;");
  await visit("POST", "/index.php/settings/user/security", {
    id: field("id"),
    requesttoken: field("requesttoken"),
  });
  expect(appPasswords.ownerOf("staff", password)).toBeUndefined();

  appPasswords.issue({ user: "staff", loginName: "staff", name: "a" });
  const path = "/_sandbox/app-passwords/staff";
  expect(JSON.parse((await send("GET", path)).body).appPasswords).toHaveLength(1);
  expect(JSON.parse((await send("DELETE", path)).body)).toEqual({ revoked: 1 });
  expect((await send("POST", path)).status).toBe(405);
  expect(appPasswords.list("staff")).toEqual([]);
});
