/** A person (or the service account) who can sign in to the sandbox cloud. */
export type CloudUser = { id: string; displayName: string; email: string };

/** The password of every sandbox account: a demo secret, never a real one. */
export const cloudPassword = "parlour-demo";

/** The service account Parlour itself signs in with. */
export const serviceAccount = "parlour";

const everyone: CloudUser[] = [
  { id: "mara", displayName: "Mara Lindqvist", email: "mara@parlour.test" },
  { id: "theo", displayName: "Theo Brandl", email: "theo@parlour.test" },
  { id: "june", displayName: "June Okafor", email: "june@parlour.test" },
  { id: "staff", displayName: "Front Desk", email: "staff@parlour.test" },
  { id: serviceAccount, displayName: "Parlour", email: "service@parlour.test" },
];

/** All accounts by user id, in the order of the list above. */
export const cloudUsers: ReadonlyMap<string, CloudUser> = new Map(everyone.map((user) => [user.id, user]));
