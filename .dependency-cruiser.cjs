/** Imports run down only (docs/architecture.md). */
const product =
  "^(app|components|db|sandbox|lib/(http|auth|availability|appointments|artists|calendars|connections|customers|media|sync|mail|worker|hub|follow-ups|dashboard|messenger/(?!matrix/|client/)|news))/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "engine-only-in-db",
      severity: "error",
      comment: "Nothing outside db/ knows the database engine.",
      from: { pathNot: "^(db/|drizzle\\.config)" },
      to: { path: "node_modules/(drizzle-orm|better-sqlite3)/" },
    },
    {
      name: "core-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^lib/core/" },
      to: { path: "^(app|components|db|sandbox|bin|lib/(?!core/))" },
    },
    {
      name: "db-imports-core-only",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(app|components|sandbox|bin|lib/(?!core/))" },
    },
    {
      name: "ical-knows-no-product",
      severity: "error",
      from: { path: "^lib/ical/" },
      to: { path: `${product}|^lib/nextcloud/` },
    },
    {
      name: "nextcloud-knows-no-product",
      severity: "error",
      from: { path: "^lib/nextcloud/" },
      to: { path: `${product}|^lib/ical/` },
    },
    {
      name: "integrations-know-no-product",
      severity: "error",
      comment: "A connector knows its vendor and lib/core; lib/hub is the product's side of it.",
      from: { path: "^lib/integrations/" },
      to: { path: `${product}|^lib/ical/` },
    },
    {
      name: "matrix-knows-no-product",
      severity: "error",
      comment: "The protocol alone; lib/messenger is the product's side of it.",
      from: { path: "^lib/messenger/matrix/" },
      to: { path: `${product}|^lib/(ical|nextcloud)/` },
    },
    {
      name: "messenger-client-stands-alone",
      severity: "error",
      comment: "Other applications build it by itself.",
      from: { path: "^lib/messenger/client/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^lib/messenger/client/", dependencyTypesNot: ["core"] },
    },
    {
      name: "lib-never-imports-up",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|bin|sandbox)/" },
    },
    {
      name: "sync-knows-no-verbs",
      severity: "error",
      comment: "Verbs call sync, never the other way round.",
      from: { path: "^lib/(sync|mail|links|calendars/service-account)" },
      to: { path: "^lib/(appointments|artists)/" },
    },
    {
      name: "next-only-in-http",
      severity: "error",
      from: { path: "^(lib/(?!http/)|db/)" },
      to: { path: "node_modules/(next|next-auth)/" },
    },
    {
      name: "components-are-pure",
      severity: "error",
      comment:
        "Components import types, schemas and pure modules of lib; never the database or a client of a server.",
      from: { path: "^components/" },
      to: {
        path: "^(db/|sandbox/|app/|bin/|lib/(http|nextcloud|sync|mail|worker|calendars|auth)/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "ui-knows-nothing-of-ours",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(components/(?!ui/)|lib/|db/|app/)", pathNot: "^lib/core/cn\\.ts$" },
    },
    {
      name: "sandbox-is-never-product",
      severity: "error",
      from: { path: "^(app|components|lib|db)/" },
      to: { path: "^sandbox/" },
    },
    {
      name: "tests-stay-tests",
      severity: "error",
      from: { path: "^(app|components|lib|db|sandbox|bin)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^tests/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
