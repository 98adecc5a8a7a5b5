import { type HomeserverState, opaque } from "./homeserver-state.ts";
import { MatrixRefusal } from "./matrix-answers.ts";
import { append, findRoom, joinRoom, leaveRoom, redact, requirePower, setMembership } from "./room-events.ts";

/** People with a Matrix client of their own, as a test or a demo makes them act. */
export interface OutsidePeople {
  /** Somebody with an account; the same again for the same name. */
  add(person: { localpart: string; displayName?: string }): { userId: string; accessToken: string };
  say(said: { user: string; room: string; body: string; content?: Record<string, unknown> }): string;
  edit(said: { user: string; room: string; event: string; body: string }): string;
  redact(said: { user: string; room: string; event: string }): string;
  /** As if somebody had let them in before. */
  join(said: { user: string; room: string }): void;
  leave(said: { user: string; room: string }): void;
  rename(said: { user: string; room: string; name?: string; topic?: string }): void;
}

export function outsidePeople(state: HomeserverState, now: () => number, changed: () => void): OutsidePeople {
  const say = (user: string, roomId: string, content: Record<string, unknown>) => {
    const room = findRoom(state, roomId);
    requirePower(room, user, { type: "m.room.message", isState: false });
    const { event_id } = append(state, room, { type: "m.room.message", sender: user, content, at: now() });
    changed();
    return event_id;
  };
  return {
    add({ localpart, displayName }) {
      if (!/^[a-z0-9._=/-]+$/.test(localpart))
        throw new MatrixRefusal(400, "M_INVALID_USERNAME", "Not a localpart");
      const userId = `@${localpart}:${state.serverName}`;
      const known = state.accounts[userId];
      const accessToken = known?.accessToken ?? opaque(24);
      state.accounts[userId] = {
        displayName: displayName ?? known?.displayName ?? localpart,
        accessToken,
        accountData: known?.accountData ?? {},
      };
      changed();
      return { userId, accessToken };
    },
    say: ({ user, room, body, content }) => say(user, room, { msgtype: "m.text", body, ...content }),
    edit: ({ user, room, event, body }) =>
      say(user, room, {
        msgtype: "m.text",
        body: `* ${body}`,
        "m.new_content": { msgtype: "m.text", body },
        "m.relates_to": { rel_type: "m.replace", event_id: event },
      }),
    redact({ user, room, event }) {
      const { event_id } = redact(state, findRoom(state, room), { user, target: event, at: now() });
      changed();
      return event_id;
    },
    join({ user, room: id }) {
      const room = findRoom(state, id);
      const [host] = Object.values(room.state).filter(({ type }) => type === "m.room.create");
      if (host) setMembership(state, room, { user, sender: host.sender, membership: "invite", at: now() });
      joinRoom(state, room, user, now());
      changed();
    },
    leave({ user, room }) {
      leaveRoom(state, findRoom(state, room), user, now());
      changed();
    },
    rename({ user, room: id, name, topic }) {
      const room = findRoom(state, id);
      const set = (type: string, content: Record<string, unknown>) => {
        requirePower(room, user, { type, isState: true });
        append(state, room, { type, sender: user, state_key: "", content, at: now() });
      };
      if (name !== undefined) set("m.room.name", { name });
      if (topic !== undefined) set("m.room.topic", { topic });
      changed();
    },
  };
}
