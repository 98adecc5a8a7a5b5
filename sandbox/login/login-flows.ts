import { randomBytes } from "node:crypto";

/** How long a flow waits to be finished, as Nextcloud's (milliseconds). */
const lifetimeMs = 1_200_000;
const maxOpen = 1000;

type Flow = {
  pollToken: string;
  loginToken: string;
  /** The client's User-Agent, which becomes the name of the app password. */
  clientName: string;
  begunAt: number;
  granted?: { loginName: string; appPassword: string };
};

/** The login flows (v2) of a running cloud, in memory. */
export type LoginFlows = {
  begin(clientName: string): { pollToken: string; loginToken: string };
  /** The flow a browser is in; undefined once it is unknown, expired or granted. */
  open(loginToken: string): { clientName: string } | undefined;
  grant(loginToken: string, granted: { loginName: string; appPassword: string }): void;
  /** What was granted, once only. */
  take(pollToken: string): { loginName: string; appPassword: string } | undefined;
};

export function createLoginFlows(now: () => number): LoginFlows {
  let flows: Flow[] = [];
  const alive = () => {
    flows = flows.filter((flow) => flow.begunAt + lifetimeMs > now());
    return flows;
  };
  // 128 characters, as Nextcloud's.
  const token = () => randomBytes(64).toString("hex");
  return {
    begin(clientName) {
      const flow = { pollToken: token(), loginToken: token(), clientName, begunAt: now() };
      flows = [...alive(), flow].slice(-maxOpen);
      return flow;
    },
    open: (loginToken) =>
      alive().find((flow) => flow.loginToken === loginToken && flow.granted === undefined),
    grant(loginToken, granted) {
      const flow = alive().find((one) => one.loginToken === loginToken);
      if (flow !== undefined) flow.granted = granted;
    },
    take(pollToken) {
      const flow = alive().find((one) => one.pollToken === pollToken);
      if (flow?.granted === undefined) return undefined;
      flows = flows.filter((one) => one !== flow);
      return flow.granted;
    },
  };
}
