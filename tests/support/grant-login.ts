import { cloudPassword } from "#sandbox/users.ts";

/** What a person does in their browser with the page a sign-in opens: signs in as `user`, and grants access. */
export async function grantLogin(loginUrl: string, user: string): Promise<void> {
  const { origin } = new URL(loginUrl);
  const cookies = new Map<string, string>();
  const visit = async (path: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(new URL(path, origin), {
      method: form ? "POST" : "GET",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: form && new URLSearchParams(form),
      redirect: "manual",
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const field = (html: string, pattern: RegExp) => {
    const found = pattern.exec(html)?.[1];
    if (found === undefined) throw new Error(`Nothing like ${pattern} on the page`);
    return found;
  };
  const requestToken = /data-requesttoken="([^"]+)"/;
  const signInPage = await (await visit("/index.php/login")).text();
  await visit("/index.php/login", {
    user,
    password: cloudPassword,
    requesttoken: field(signInPage, requestToken),
  });
  const entered = await visit(loginUrl);
  const grantPage = await (await visit(entered.headers.get("location") ?? "")).text();
  const granted = await visit("/index.php/login/v2/grant", {
    stateToken: field(grantPage, /name="stateToken" value="([^"]+)"/),
    requesttoken: field(grantPage, requestToken),
  });
  if (granted.status !== 200) throw new Error(`Granting answered ${granted.status}`);
}
