import { NextRequest } from "next/server";
import { GET as nextAuth } from "#app/api/auth/[...nextauth]/route.ts";
import { safeNext } from "#components/console/safe-next.ts";

/**
 * The way in without JavaScript. next-auth's form needs its CSRF cookie, which a page cannot set: this lets next-auth
 * set it and goes back to the page, whose form then carries the token.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const csrf = new NextRequest(new URL("/api/auth/csrf", request.url), { headers: request.headers });
  const answer = await nextAuth(csrf, { params: Promise.resolve({ nextauth: ["csrf"] }) });
  const next = safeNext(request.nextUrl.searchParams.get("next"));
  const headers = new Headers({
    Location: `/sign-in?next=${encodeURIComponent(next)}`,
    "Cache-Control": "no-store",
  });
  for (const cookie of answer.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
