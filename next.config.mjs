import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["better-sqlite3", "pino", "nodemailer", "sharp"],
  // bin/test checks types and lint for the whole tree; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
