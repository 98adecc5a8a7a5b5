import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["better-sqlite3", "pino", "nodemailer", "sharp"],
  // Messages are sent to browsers compiled, so that they need no parser: that saves 11 kB (i18n/format-message.ts).
  turbopack: {
    resolveAlias: {
      "use-intl/format-message": "./i18n/format-message.ts",
    },
  },
  // bin/test checks types and lint for the whole tree; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
