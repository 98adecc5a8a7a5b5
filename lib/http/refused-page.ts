import { createTranslator } from "use-intl/core";
import { MINUTE } from "#lib/core/clock.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import de from "#messages/de/refusal.json" with { type: "json" };
import en from "#messages/en/refusal.json" with { type: "json" };
import { PROBLEMS, toAppError } from "./problem.ts";
import { REFUSED_SCRIPT, REFUSED_STYLE } from "./refused-page-parts.ts";
import { requestLocale } from "./request-locale.ts";

export function isPlainForm(request: Request): boolean {
  const type = request.headers.get("content-type") ?? "";
  return /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type);
}

/** Whether a browser sent a plain form and shows whatever is answered; programs read problems. */
export function isFormOfBrowser(request: Request): boolean {
  return isPlainForm(request) && (request.headers.get("accept") ?? "").includes("text/html");
}

/**
 * A plain form was refused and cannot come back filled in, because it could not be read or nobody knows its page: what
 * happened in the reader's language, and the ways back. The status is that of the problem.
 */
export function refusedPage(request: Request, failure: unknown, nowMs: number): Response {
  const { code, retryAt } = toAppError(failure);
  const locale = requestLocale(request);
  const t = createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en });
  const waitMs = Math.max(0, (retryAt ?? nowMs) - nowMs);
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE));
  const [title, text] =
    code === "rate_limited"
      ? [t("rate_limited"), t("page.rate_limited", { minutes })]
      : code === "too_large"
        ? [t("too_large"), t("page.too_large")]
        : [t("page.other"), t("page.otherText")];
  const page = ownPage(request);
  const [href, label] = page === null ? ["/", t("page.toStudio")] : [page, t("page.toPage")];
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${REFUSED_STYLE.text}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><p>${escapeHtml(t("page.kept"))}</p>
<nav><button type="button" hidden>${escapeHtml(t("page.back"))}</button><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></nav>
</main><script>${REFUSED_SCRIPT.text}</script></body></html>
`;
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  if (retryAt !== undefined) headers.set("Retry-After", String(Math.max(1, Math.ceil(waitMs / 1000))));
  return new Response(html, { status: PROBLEMS[code].status, headers });
}

/** The page of ours the form was sent from, where the browser tells. */
function ownPage(request: Request): string | null {
  const referrer = request.headers.get("referer") ?? "";
  if (!URL.canParse(referrer)) return null;
  const { host, pathname, search } = new URL(referrer);
  const isOurs = host === request.headers.get("host") && /^\/(?!\/|api\/)/.test(pathname);
  return isOurs ? pathname + search : null;
}
