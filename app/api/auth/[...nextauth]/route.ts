import NextAuth from "next-auth";
import { authOptions } from "#lib/http/auth-options.ts";
import { limitSignIn } from "#lib/http/limit-sign-in.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

export async function GET(request: Request, context: Context): Promise<Response> {
  return (await limitSignIn(request)) ?? NextAuth(authOptions())(request, context);
}

export async function POST(request: Request, context: Context): Promise<Response> {
  return (await limitSignIn(request)) ?? NextAuth(authOptions())(request, context);
}
