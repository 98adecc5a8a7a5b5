/** A browser of a few lines: one cookie jar, redirects followed by hand. */
function browser(origin: string) {
  const cookies = new Map<string, string>();
  return async (method: "GET" | "POST", address: string, form?: Record<string, string>) => {
    const url = new URL(address, origin);
    if (url.origin !== origin) throw new Error(`The server sends the browser away, to ${url.origin}`);
    const response = await fetch(url, {
      method,
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: form && new URLSearchParams(form),
      redirect: "manual",
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const { status } = response;
    return { status, location: response.headers.get("location") ?? "", html: await response.text() };
  };
}

const requestToken = (html: string) => /data-requesttoken="([^"]*)"/.exec(html)?.[1] ?? "";
/** In a form, or in what newer servers hand to their scripts: base64 of a JSON string. */
function stateToken(html: string): string {
  const plain =
    /name="stateToken"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? /stateToken=([\w-]+)/.exec(html)?.[1];
  if (plain !== undefined) return plain;
  const state = /id="initial-state-core-loginFlowStateToken" value="([^"]*)"/.exec(html)?.[1] ?? "";
  return /[\w-]{16,}/.exec(Buffer.from(state, "base64").toString("utf8"))?.[0] ?? "";
}

/**
 * Signs in at a Nextcloud as a person does, and grants the login flow of `loginUrl`. Answers the last status: 200 once it is
 * granted. `password` is the account's own.
 */
export async function grantLogin(loginUrl: string, user: string, password: string): Promise<number> {
  const { origin, pathname } = new URL(loginUrl);
  const base = pathname.replace(/(?:\/index\.php)?\/login\/v2\/flow\/.*$/, "");
  const visit = browser(origin);
  const form = await visit("GET", `${base}/index.php/login`);
  const signedIn = await visit("POST", `${base}/index.php/login`, {
    user,
    password,
    requesttoken: requestToken(form.html),
  });
  if (signedIn.status !== 303) return signedIn.status;
  const entered = await visit("GET", loginUrl);
  if (entered.status !== 303) return entered.status;
  const picker = await visit("GET", entered.location);
  const granted = await visit("POST", `${base}/index.php/login/v2/grant`, {
    stateToken: stateToken(picker.html),
    requesttoken: requestToken(picker.html),
  });
  return granted.status;
}
