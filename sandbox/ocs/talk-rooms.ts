const hour = 3600;

type Message = {
  actorType?: string;
  actorId: string;
  actorDisplayName: string;
  message: string;
  messageParameters?: Record<string, Record<string, string>>;
  systemMessage?: string;
};

type Room = {
  id: number;
  token: string;
  /** 1 one-to-one, 2 group, 3 public, 4 changelog, 5 former one-to-one, 6 note to self. */
  type: 1 | 2 | 3 | 4 | 5 | 6;
  name: string;
  displayName?: string;
  hoursAgo: number;
  unread?: number;
  mentioned?: boolean;
  favorite?: boolean;
  readOnly?: boolean;
  inLobby?: boolean;
  inCall?: boolean;
  description?: string;
  message?: Message;
};

const theo = { actorId: "theo", actorDisplayName: "Theo Brandl" };
const mara = { actorId: "mara", actorDisplayName: "Mara Lindqvist" };
const staffUser = { type: "user", id: "staff", name: "Front Desk" };

const staffRooms: Room[] = [
  {
    id: 2,
    token: "ch4ngel0",
    type: 4,
    name: "staff",
    displayName: "Talk updates ✅",
    hoursAgo: 700,
    unread: 38,
    readOnly: true,
    message: {
      actorType: "bots",
      actorId: "changelog",
      actorDisplayName: "Talk updates ✅",
      message: "- In the sidebar you can now find an overview of the latest shared items",
    },
  },
  {
    id: 11,
    token: "m4r4dm01",
    type: 1,
    name: "mara",
    displayName: "Mara Lindqvist",
    hoursAgo: 0.2,
    unread: 2,
    message: { ...mara, message: "Running ten minutes late, can you offer Nora a coffee? ☕" },
  },
  {
    id: 12,
    token: "t34mr00m",
    type: 2,
    name: "Studio team",
    hoursAgo: 3,
    unread: 5,
    mentioned: true,
    favorite: true,
    description: "Everything that is not about one customer",
    message: {
      ...theo,
      message: "{mention-user1}: the autoclave is serviced on Thursday, please keep the morning free",
      messageParameters: { "mention-user1": staffUser },
    },
  },
  {
    id: 13,
    token: "pubq4321",
    type: 3,
    name: "Questions before your appointment",
    hoursAgo: 1.5,
    unread: 1,
    message: {
      actorType: "guests",
      actorId: "c2268343a2dc18c4665db0d4102b2fc250abf21a",
      actorDisplayName: "Jonas",
      message: "May I eat before the session? I am <very> nervous & hungry",
    },
  },
  {
    id: 14,
    token: "d3s1gn55",
    type: 2,
    name: "Drafts & references",
    hoursAgo: 26,
    inCall: true,
    message: {
      ...mara,
      message: "{file}",
      messageParameters: {
        actor: { type: "user", id: "mara", name: "Mara Lindqvist" },
        file: {
          type: "file",
          id: "326",
          name: "Schwalbe – Entwurf #2.png",
          size: "152",
          path: "Talk/Schwalbe – Entwurf #2.png",
          mimetype: "image/png",
          "preview-available": "yes",
        },
      },
    },
  },
  { id: 15, token: "l0bbyr00", type: 3, name: "Online consultation", hoursAgo: 50, inLobby: true },
  {
    id: 16,
    token: "4nnounc3",
    type: 2,
    name: "Announcements",
    hoursAgo: 80,
    readOnly: true,
    message: {
      ...theo,
      message: "{actor} locked the conversation",
      messageParameters: { actor: { type: "user", id: "theo", name: "Theo Brandl" } },
      systemMessage: "read_only",
    },
  },
  {
    id: 17,
    token: "f0rm3r11",
    type: 5,
    name: "Lena Hofer",
    hoursAgo: 900,
    readOnly: true,
    message: {
      actorType: "deleted_users",
      actorId: "deleted_users",
      actorDisplayName: "",
      message: "Thank you for the time here, all the best!",
    },
  },
  {
    id: 18,
    token: "n0tes111",
    type: 6,
    name: "Note to self",
    hoursAgo: 20,
    favorite: true,
    message: {
      actorId: "staff",
      actorDisplayName: "Front Desk",
      message: "Order **gloves** (M) and green soap",
    },
  },
];

function lastMessage(room: Room, message: Message, timestamp: number) {
  const parameters = message.messageParameters;
  return {
    id: 1000 + room.id,
    token: room.token,
    actorType: message.actorType ?? "users",
    actorId: message.actorId,
    actorDisplayName: message.actorDisplayName,
    timestamp,
    message: message.message,
    // PHP writes an empty map as a list.
    messageParameters: parameters ?? [],
    systemMessage: message.systemMessage ?? "",
    messageType: message.systemMessage === undefined ? "comment" : "system",
    isReplyable: message.systemMessage === undefined && message.actorType === undefined,
    referenceId: "",
    reactions: {},
  };
}

/**
 * The Talk conversations of a user in the shape of Talk 14, unsorted as there: one of every type for `staff`,
 * none for the others. `now` in epoch milliseconds.
 */
export function talkRooms(user: string, now: number) {
  if (user !== "staff") return [];
  return staffRooms.map((room) => {
    const lastActivity = Math.floor(now / 1000 - room.hoursAgo * hour);
    const read = room.message === undefined ? 0 : 1000 + room.id - (room.unread ?? 0);
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
      lastActivity,
      lastReadMessage: read,
      unreadMessages: room.unread ?? 0,
      unreadMention: room.mentioned ?? false,
      unreadMentionDirect: room.mentioned ?? false,
      isFavorite: room.favorite ?? false,
      canLeaveConversation: true,
      canDeleteConversation: false,
      notificationLevel: room.type === 1 ? 1 : 2,
      notificationCalls: 1,
      lobbyState: room.inLobby ? 1 : 0,
      lobbyTimer: room.inLobby ? Math.floor(now / 1000 + 24 * hour) : 0,
      lastPing: 0,
      sessionId: "0",
      lastMessage: room.message === undefined ? [] : lastMessage(room, room.message, lastActivity),
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
      lastCommonReadMessage: read,
      listable: 0,
      callFlag: room.inCall ? 3 : 0,
    };
  });
}
