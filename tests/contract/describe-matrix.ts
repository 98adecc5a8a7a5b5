import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { newId } from "#lib/core/ids.ts";
import type { MatrixClient } from "#lib/messenger/matrix/matrix-client.ts";
import { messageContent } from "#lib/messenger/matrix/message-content.ts";
import { readEvent } from "#lib/messenger/matrix/read-event.ts";
import type { startAppService } from "#tests/support/app-service.ts";
import { waitFor } from "#tests/support/wait-for.ts";

/** Where the homeserver brings events to, and the token it brings. */
export interface Pushed {
  service: Awaited<ReturnType<typeof startAppService>>;
  hsToken: string;
}

/**
 * What Parlour needs of a homeserver, through the client alone. Users and rooms of a run have names of their own and
 * stay: an application service cannot take them away.
 */
export function describeMatrix(
  connect: () => Promise<MatrixClient>,
  connectPushed: (() => Promise<Pushed & { client: MatrixClient }>) | null,
): void {
  async function start() {
    const client = await connect();
    const run = newId();
    const user = async (name: string) => (await client.register(`hub_u_contract_${run}_${name}`)).userId;
    const room = (more: object = {}) =>
      client.ensureAliasedRoom({ name: "Contract", aliasLocalpart: `hub_r_contract_${run}`, ...more });
    return { client, run, user, room };
  }

  test("it says which versions it speaks, and whom the token belongs to", async () => {
    const { client } = await start();
    expect(await client.versions()).toContain("v1.1");
    expect(await client.whoami()).toEqual({ userId: `@hub_bot:${client.serverName}` });
  });

  test("a user is made once, acted for, and named", async () => {
    const { client, run } = await start();
    const localpart = `hub_u_contract_${run}_=c3=b6.1`;
    const userId = `@${localpart}:${client.serverName}`;
    expect(await client.register(localpart)).toEqual({ userId, isNew: true });
    expect(await client.register(localpart)).toEqual({ userId, isNew: false });
    expect(await client.whoami(userId)).toEqual({ userId });
    await client.setDisplayName(userId, "Nora <b>");
    await client.setDisplayName(userId, "Nora <b>");
    await client.setDisplayName(userId, "😀".repeat(1000));
  });

  test("who is not of the service cannot be acted for", async () => {
    const { client } = await start();
    await expect(client.whoami(`@somebody:${client.serverName}`)).rejects.toMatchObject({
      service: "matrix",
      kind: "rejected",
      // Conduit says the latter.
      reason: expect.stringMatching(/^(forbidden|exclusive)$/),
    });
    await expect(client.register("somebody-else")).rejects.toMatchObject({ reason: "exclusive" });
  });

  test("an alias leads to one room, however many make it at once", async () => {
    const { client, run, room } = await start();
    const alias = `#hub_r_contract_${run}:${client.serverName}`;
    expect(await client.resolveAlias(alias)).toBeNull();
    const made = await Promise.all([room(), room(), room()]);
    expect(new Set(made.map(({ roomId }) => roomId)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await client.resolveAlias(alias)).toBe(made[0]?.roomId);
    const again = { name: "Another", aliasLocalpart: `hub_r_contract_${run}` };
    await expect(client.createRoom(again)).rejects.toMatchObject({ reason: "room-in-use", retryable: false });
  });

  test("people come in, are named, and go; each step may be repeated", async () => {
    const { client, user, room } = await start();
    const { roomId } = await room({ topic: "Why" });
    const nora = await user("nora");
    await client.setDisplayName(nora, "Nora");
    await expect(client.join(roomId, nora)).rejects.toMatchObject({ reason: "forbidden" });
    await client.invite(roomId, nora);
    await client.invite(roomId, nora);
    expect(await client.join(roomId, nora)).toBe(roomId);
    expect(await client.join(roomId, nora)).toBe(roomId);
    await client.invite(roomId, nora);
    expect(await client.joinedMembers(roomId)).toContainEqual({ userId: nora, displayName: "Nora" });
    await client.setRoomName(roomId, "Another name");
    await client.setRoomTopic(roomId, "");
    await client.leave(roomId, nora);
    await client.leave(roomId, nora);
    expect((await client.joinedMembers(roomId)).map(({ userId }) => userId)).not.toContain(nora);
  });

  test("a message under the same id is the same event, whoever sends it", async () => {
    const { client, run, user, room } = await start();
    const nora = await user("nora");
    const { roomId } = await room({ invite: [nora] });
    await client.join(roomId, nora);
    const content = messageContent({ kind: "text", msgType: "m.text", body: "Hello" });
    const first = await client.sendMessage(roomId, `one-${run}`, content);
    expect(await client.sendMessage(roomId, `one-${run}`, content)).toBe(first);
    expect(await client.sendMessage(roomId, `two-${run}`, content, { as: nora, at: 1 })).not.toBe(first);
  });

  test("a room of which somebody is no part takes nothing from them", async () => {
    const { client, run, user, room } = await start();
    const stranger = await user("stranger");
    const { roomId } = await room();
    const content = messageContent({ kind: "text", msgType: "m.text", body: "Hello" });
    const sent = client.sendMessage(roomId, `x-${run}`, content, { as: stranger });
    await expect(sent).rejects.toMatchObject({ kind: "rejected", reason: "forbidden", retryable: false });
  });

  test("direct rooms are entered beside those that are there", async () => {
    const { client, user } = await start();
    const [nora, jonas] = [await user("nora"), await user("jonas")];
    expect(await client.getAccountData(nora, "m.direct")).toBeNull();
    await Promise.all(["!a:x", "!b:x", "!a:x"].map((id) => client.addDirectRoom(nora, jonas, id)));
    await client.addDirectRoom(nora, "@somebody:x", "!c:x");
    expect(await client.getAccountData(nora, "m.direct")).toEqual({
      [jonas]: ["!a:x", "!b:x"],
      "@somebody:x": ["!c:x"],
    });
  });

  test("a file comes back as it went", async () => {
    const { client, user } = await start();
    const nora = await user("nora");
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const named = { size: bytes.length, contentType: "image/png", filename: "Skizze ö.png" };
    const whole = await client.uploadMedia({ body: bytes, ...named }, nora);
    const streamed = await client.uploadMedia({ body: new Blob([bytes]).stream(), ...named }, nora);
    expect(streamed).not.toBe(whole);
    for (const mxc of [whole, streamed]) {
      const { body, contentType, size } = await client.downloadMedia(mxc);
      expect(contentType).toBe("image/png");
      expect(size).toBe(bytes.length);
      expect(Buffer.compare(await buffer(body), bytes)).toBe(0);
    }
    const nothing = `mxc://${client.serverName}/nothinghere`;
    await expect(client.downloadMedia(nothing)).rejects.toMatchObject({ reason: "not-found" });
  });

  test.skipIf(connectPushed === null)("what is said comes back by a pushed transaction", async () => {
    if (!connectPushed) return;
    const { client, service, hsToken } = await connectPushed();
    const run = newId();
    const { userId: nora } = await client.register(`hub_u_contract_${run}_nora`);
    const { roomId } = await client.ensureAliasedRoom({
      name: "Contract",
      aliasLocalpart: `hub_r_contract_${run}`,
      invite: [nora],
    });
    await client.join(roomId, nora);
    const content = messageContent({ kind: "text", msgType: "m.text", body: "Hello", id: run });
    const eventId = await client.sendMessage(roomId, `push-${run}`, content, { as: nora });
    const event = await waitFor("the event", () =>
      service.events().find(({ event_id }) => event_id === eventId),
    );
    expect(readEvent(event)).toMatchObject({
      kind: "message",
      roomId,
      sender: nora,
      body: "Hello",
      ownId: run,
    });
    const joined = service.events().map(readEvent);
    expect(joined).toContainEqual(
      expect.objectContaining({ kind: "membership", roomId, userId: nora, membership: "join" }),
    );
    const pushed = service.calls.filter(({ line }) => line.startsWith("PUT /_matrix/app/v1/transactions/"));
    expect(pushed.map(({ authorization }) => authorization)).toContain(`Bearer ${hsToken}`);
  });
}
