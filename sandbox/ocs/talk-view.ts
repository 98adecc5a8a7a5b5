import type { TalkMessage, TalkRoom } from "./staff-rooms.ts";

/** A conversation of the running cloud: the demo's, and what happened to it since. Times in epoch seconds. */
export type LiveRoom = TalkRoom & {
  lastActivity: number;
  lastMessageId: number;
  lastReadMessage: number;
  referenceId: string;
};

/** A chat message in the shape of Talk 14. */
export function messageView(room: LiveRoom, message: TalkMessage) {
  return {
    id: room.lastMessageId,
    token: room.token,
    actorType: message.actorType ?? "users",
    actorId: message.actorId,
    actorDisplayName: message.actorDisplayName,
    timestamp: room.lastActivity,
    message: message.message,
    // PHP writes an empty map as a list.
    messageParameters: message.messageParameters ?? [],
    systemMessage: message.systemMessage ?? "",
    messageType: message.systemMessage === undefined ? "comment" : "system",
    isReplyable: message.systemMessage === undefined && message.actorType === undefined,
    referenceId: room.referenceId,
    reactions: {},
  };
}

/** A conversation in the shape of Talk 14. `now` in epoch seconds. */
export function roomView(room: LiveRoom, user: string, now: number) {
  return {
    id: room.id,
    token: room.token,
    type: room.type,
    name: room.name,
    displayName: room.displayName ?? room.name,
    objectType: "",
    objectId: "",
    participantType: 3,
    participantFlags: 0,
    readOnly: room.readOnly ? 1 : 0,
    hasPassword: false,
    hasCall: room.inCall ?? false,
    canStartCall: !room.readOnly,
    lastActivity: room.lastActivity,
    lastReadMessage: room.lastReadMessage,
    unreadMessages: room.unread ?? 0,
    unreadMention: room.mentioned ?? false,
    unreadMentionDirect: room.mentioned ?? false,
    isFavorite: room.favorite ?? false,
    canLeaveConversation: true,
    canDeleteConversation: false,
    notificationLevel: room.type === 1 ? 1 : 2,
    notificationCalls: 1,
    lobbyState: room.inLobby ? 1 : 0,
    lobbyTimer: room.inLobby ? now + 24 * 3600 : 0,
    lastPing: 0,
    sessionId: "0",
    lastMessage: room.message === undefined ? [] : messageView(room, room.message),
    sipEnabled: 0,
    actorType: "users",
    actorId: user,
    attendeeId: 100 + room.id,
    permissions: 118,
    attendeePermissions: 0,
    callPermissions: 0,
    defaultPermissions: 0,
    canEnableSIP: false,
    attendeePin: "",
    description: room.description ?? "",
    lastCommonReadMessage: room.lastReadMessage,
    listable: 0,
    callFlag: room.inCall ? 3 : 0,
  };
}
