import { z } from "zod";

/** Conversation types of Talk. https://nextcloud-talk.readthedocs.io/en/latest/constants/#conversation-types */
export const ROOM_TYPE = {
  oneToOne: 1,
  group: 2,
  public: 3,
  changelog: 4,
  formerOneToOne: 5,
  noteToSelf: 6,
} as const;

/** Tokens go into paths; Talk's are letters and digits. */
export const ROOM_TOKEN = /^[A-Za-z0-9]{1,64}$/;

const text = z.string().catch("");
const flag = z.boolean().catch(false);
const count = z.number().int().nonnegative().catch(0);

const messageSchema = z
  .object({
    id: z.number().int().optional().catch(undefined),
    actorType: text,
    actorDisplayName: text,
    timestamp: count,
    message: text,
    // Read only for what is shown: there may be hundreds of rooms.
    messageParameters: z.unknown(),
    messageType: text,
    systemMessage: text,
    markdown: flag,
  })
  .transform(({ id, ...message }) => ({ id: id ?? null, ...message }));

/** `timestamp` in epoch seconds; `messageParameters` as they came, see `parameterName`. */
export type RoomMessage = z.infer<typeof messageSchema>;

/** A conversation as Talk 14 to 22 list them; what a server leaves out is false, 0, empty, or null. */
export const roomSchema = z
  .object({
    token: z.string().regex(ROOM_TOKEN),
    type: z.number().int(),
    name: text,
    displayName: text,
    description: text,
    /** 1 for who made it. https://nextcloud-talk.readthedocs.io/en/latest/constants/#participant-types */
    participantType: count,
    /** Epoch seconds. */
    lastActivity: count,
    unreadMessages: count,
    unreadMention: flag,
    unreadMentionDirect: flag,
    isFavorite: flag,
    isArchived: flag,
    isSensitive: flag,
    readOnly: count,
    lobbyState: count,
    hasCall: flag,
    lastReadMessage: z.number().int().catch(0),
    // Missing (Talk 22), `[]` (Talk 14, none or in the lobby), or an object.
    lastMessage: messageSchema.nullish().catch(null),
  })
  .transform((room) => ({
    ...room,
    isOwner: room.participantType === 1,
    readOnly: room.readOnly !== 0,
    inLobby: room.lobbyState !== 0,
    lastMessage: room.lastMessage ?? null,
  }));

export type Room = z.infer<typeof roomSchema>;
