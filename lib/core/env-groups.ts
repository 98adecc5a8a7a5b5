/** Variables that only work together: with one of a group set, what `needs` it must be set as well. */
const GROUPS: { when: string; needs: readonly string[] }[] = [
  {
    when: "NEXTCLOUD_OAUTH_CLIENT_ID",
    needs: ["NEXTCLOUD_OAUTH_CLIENT_SECRET", "NEXTCLOUD_BASE_URL"],
  },
  { when: "NEXTCLOUD_OAUTH_CLIENT_SECRET", needs: ["NEXTCLOUD_OAUTH_CLIENT_ID"] },
  { when: "OIDC_ISSUER", needs: ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] },
  { when: "OIDC_CLIENT_ID", needs: ["OIDC_ISSUER", "OIDC_CLIENT_SECRET"] },
  ...matrixGroups(),
  { when: "OIDC_CLIENT_SECRET", needs: ["OIDC_ISSUER", "OIDC_CLIENT_ID"] },
];

/** One line a variable that is missing beside another of its group; empty when every group is whole or absent. */
export function missingOfGroups(present: Record<string, string | undefined>): string[] {
  const reasons = new Map<string, string>();
  for (const { when, needs } of GROUPS) {
    if (present[when] === undefined) continue;
    for (const name of needs)
      if (present[name] === undefined && !reasons.has(name))
        reasons.set(name, `${name}: must be set too, because ${when} is`);
  }
  // Without a mapping everybody the provider knows would become somebody of the studio.
  if (present.OIDC_CREATE_USERS?.trim() === "on" && present.PARLOUR_ROLE_MAP === undefined)
    reasons.set(
      "PARLOUR_ROLE_MAP",
      "PARLOUR_ROLE_MAP: must be set too, because OIDC_CREATE_USERS is on and somebody has to say who gets which role",
    );
  return [...reasons.values()];
}

/** The four of Matrix are useless without each other. */
function matrixGroups(): { when: string; needs: string[] }[] {
  const names = ["MATRIX_HOMESERVER_URL", "MATRIX_SERVER_NAME", "MATRIX_AS_TOKEN", "MATRIX_HS_TOKEN"];
  return names.map((when) => ({ when, needs: names.filter((name) => name !== when) }));
}
