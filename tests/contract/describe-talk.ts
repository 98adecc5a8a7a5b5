import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCapabilities } from "#lib/nextcloud/capabilities.ts";
import { markRead, postMessage } from "#lib/nextcloud/talk-chat.ts";
import { roomPreview, summariseRooms } from "#lib/nextcloud/talk-preview.ts";
import { listRooms } from "#lib/nextcloud/talk-rooms.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import { readUserStatus, readUserStatuses } from "#lib/nextcloud/user-status.ts";
import type { CloudAvailability, CloudServer } from "./cloud-servers.ts";
import { describeOn } from "./describe-on.ts";

const referenceId = () => randomBytes(32).toString("hex");

/** Talk's conversations, and the status of users. Writes only into the conversation that the server names for it. */
export function describeTalk(name: string, availability: CloudAvailability): void {
  describeOn(`Talk on ${name}`, availability, (present) => {
    let server: CloudServer;
    let transport: Transport;
    beforeAll(async () => {
      server = await present.start();
      transport = createTransport(server.account);
    });
    afterAll(() => server?.stop());

    test("the capabilities name it, and conversations are listed", async () => {
      const { talk } = await readCapabilities(transport);
      expect(talk?.features).toContain("conversation-v4");
      const rooms = await listRooms(transport);
      // Talk makes the changelog at the first request.
      expect(rooms.map(({ type }) => type)).toContain(4);
      const limit = 3;
      const { conversations, totalUnread } = summariseRooms(rooms, {
        limit,
        publicUrl: server.account.baseUrl,
      });
      expect(conversations).toHaveLength(Math.min(limit, rooms.length - 1));
      const times = conversations.map(({ lastActivity }) => lastActivity);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const others = rooms.filter(({ type }) => type !== 4);
      expect(totalUnread).toBe(others.reduce((sum, { unreadMessages }) => sum + unreadMessages, 0));
      for (const { lastMessage } of conversations)
        expect(lastMessage?.text.length ?? 0).toBeLessThanOrEqual(160);
    });

    test("a reply stands as the last message, and nothing is unread", async ({ skip }) => {
      const token = server.rooms.writable;
      if (token === undefined) return skip("no conversation may be written into");
      const message = `Contract ${referenceId()} 🩰\n<b>{actor}</b>`;
      const posted = await postMessage(transport, token, { message, referenceId: referenceId() });
      const find = async () => (await listRooms(transport)).find((room) => room.token === token);
      const room = await find();
      expect(posted.id).toEqual(expect.any(Number));
      expect(room?.lastMessage?.id).toBe(posted.id);
      expect(room && roomPreview(room)?.text).toBe(message.replace("\n", " "));
      await markRead(transport, token, posted.id ?? 0);
      expect(await find()).toMatchObject({
        unreadMessages: 0,
        unreadMention: false,
        lastReadMessage: posted.id,
      });
      const long = { message: "x".repeat(32_001), referenceId: referenceId() };
      await expect(postMessage(transport, token, long)).rejects.toMatchObject({
        reason: "too-long",
        status: 413,
      });
    });

    test.each(["readOnly", "lobby"] as const)("a conversation that is %s takes no message", async (kind) => {
      const token = server.rooms[kind];
      if (token === undefined) return;
      const reason = kind === "readOnly" ? "read-only" : "lobby";
      await expect(
        postMessage(transport, token, { message: "x", referenceId: referenceId() }),
      ).rejects.toMatchObject({ kind: "rejected", reason, retryable: false });
    });

    test("a conversation the account has no part in", async () => {
      const refused = { kind: "rejected", reason: "not-a-member", status: 404 };
      const message = { message: "x", referenceId: referenceId() };
      await expect(postMessage(transport, "nonexist1", message)).rejects.toMatchObject(refused);
      await expect(markRead(transport, "nonexist1", 1)).rejects.toMatchObject(refused);
    });

    test("the status of users", async () => {
      expect(await readUserStatus(transport, `nobody-${referenceId()}`)).toBeNull();
      for (const status of await readUserStatuses(transport)) {
        expect(status.userId).not.toBe("");
        expect(await readUserStatus(transport, status.userId)).toMatchObject({ userId: status.userId });
      }
    });
  });
}
