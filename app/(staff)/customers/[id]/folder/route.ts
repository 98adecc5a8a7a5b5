import { NextResponse } from "next/server";
import { publicUrl } from "#lib/core/env.ts";
import { folderLink } from "#lib/customers/folder-link.ts";
import { signedIn } from "../../../signed-in.ts";

/** Where events link to: the customer's folder in Nextcloud, for who is signed in here; else their page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<NextResponse> {
  const { id } = await params;
  const ctx = await signedIn(`/customers/${encodeURIComponent(id)}/folder`);
  const link = await folderLink(ctx, id);
  return NextResponse.redirect(link ?? `${publicUrl(ctx.env)}/customers/${encodeURIComponent(id)}`, 303);
}
