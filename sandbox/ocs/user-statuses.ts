/** What a user tells the others: a state, and perhaps a few words. */
export type Status = {
  status: string;
  message: string | null;
  icon: string | null;
  clearAt: number | null;
};

/** The user statuses of a running cloud, in memory. */
export type UserStatuses = {
  /** Users who have one, by id. */
  all(): ReadonlyMap<string, Status>;
  set(user: string, change: Partial<Status>): Status;
};

/** The states Nextcloud 24 takes. */
export const statusTypes = ["online", "away", "dnd", "invisible", "offline"];

/** Mara and Theo have one from the start, the others none. */
export function createUserStatuses(): UserStatuses {
  const statuses = new Map<string, Status>([
    ["mara", { status: "online", message: null, icon: null, clearAt: null }],
    ["theo", { status: "dnd", message: "In a session", icon: "✒️", clearAt: null }],
  ]);
  return {
    all: () => statuses,
    set(user, change) {
      const before = statuses.get(user) ?? { status: "online", message: null, icon: null, clearAt: null };
      const status = { ...before, ...change };
      statuses.set(user, status);
      return status;
    },
  };
}
