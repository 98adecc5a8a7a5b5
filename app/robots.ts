import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { env, publicUrl } from "#lib/core/env.ts";

/** What the public may find is the studio and its artists; everything else is somebody's own. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/admin",
        "/api/",
        "/appointment/",
        "/customers",
        "/dashboard",
        "/embed/",
        "/inquiries",
        "/inquiry/",
        "/invite/",
        "/schedule",
        "/setup/",
        "/sign-in",
        "/waitlist/",
      ],
    },
    sitemap: `${publicUrl(env())}/sitemap.xml`,
  };
}
