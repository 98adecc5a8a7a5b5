/** An account at Nextcloud as people know it. */
export interface ConnectedAccount {
  /** The user id at Nextcloud. */
  id: string;
  displayName: string;
}

/** How far a sign-in to Nextcloud is. `confirm`: granted, but the account looks like another person's. */
export type ConnectState =
  | { state: "pending" | "expired" }
  | { state: "confirm" | "connected"; account: ConnectedAccount };

export function accountOf(row: { nextcloudUser: string; displayName: string }): ConnectedAccount {
  return { id: row.nextcloudUser, displayName: row.displayName };
}
