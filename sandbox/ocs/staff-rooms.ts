/** A message as the demo tells it. */
export type TalkMessage = {
  actorType?: string;
  actorId: string;
  actorDisplayName: string;
  message: string;
  messageParameters?: Record<string, Record<string, string>>;
  systemMessage?: string;
};

/** A conversation as the demo tells it. */
export type TalkRoom = {
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
  message?: TalkMessage;
};

const theo = { actorId: "theo", actorDisplayName: "Theo Brandl" };
const mara = { actorId: "mara", actorDisplayName: "Mara Lindqvist" };
const staffUser = { type: "user", id: "staff", name: "Front Desk" };

/** One of every type, for `staff`. */
export const staffRooms: readonly TalkRoom[] = [
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
