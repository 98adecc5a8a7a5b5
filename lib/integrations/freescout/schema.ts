import { z } from "zod";

/** What FreeScout answers, as far as it is read here. https://api-docs.freescout.net/ */

/** `2020-03-16T14:07:23Z`, made ISO 8601 with milliseconds. */
const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => new Date(text).toISOString());

/** PHP writes an empty object as an empty list. */
function orNothing<T>(schema: z.ZodType<T>) {
  return z.preprocess((value) => (Array.isArray(value) ? null : value), schema.nullish());
}

const person = z.object({
  id: z.number().int(),
  type: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  email: z.string().nullish(),
});
export type RawPerson = z.infer<typeof person>;

const tag = z.object({ id: z.number().int(), name: z.string(), counter: z.number().int().nullish() });
export type RawTag = z.infer<typeof tag>;

const attachment = z.object({
  id: z.number().int(),
  fileName: z.string(),
  mimeType: z.string().nullish(),
  size: z.number().nullish(),
});

const thread = z.object({
  id: z.number().int(),
  type: z.string(),
  state: z.string().nullish(),
  body: z.string().nullish(),
  action: orNothing(z.object({ text: z.string().nullish() })),
  customer: orNothing(person),
  createdBy: orNothing(person),
  createdAt: instant,
  _embedded: orNothing(z.object({ attachments: z.array(attachment).nullish() })),
});
export type RawThread = z.infer<typeof thread>;

export const rawConversation = z.object({
  id: z.number().int(),
  number: z.number().int(),
  status: z.enum(["active", "pending", "closed", "spam"]),
  subject: z.string().nullish(),
  preview: z.string().nullish(),
  mailboxId: z.number().int(),
  assignee: orNothing(person),
  customer: orNothing(person),
  createdAt: instant,
  updatedAt: instant.nullish(),
  _embedded: orNothing(z.object({ threads: z.array(thread).nullish(), tags: z.array(tag).nullish() })),
});
export type RawConversation = z.infer<typeof rawConversation>;

const mailbox = z.object({ id: z.number().int(), name: z.string(), email: z.string() });

const valued = z.array(z.object({ value: z.string() })).nullish();
const customer = z.object({
  id: z.number().int(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  company: z.string().nullish(),
  updatedAt: instant.nullish(),
  _embedded: orNothing(z.object({ emails: valued, phones: valued })),
});
export type RawCustomer = z.infer<typeof customer>;

const page = z.object({
  size: z.number().int().positive(),
  number: z.number().int(),
  totalElements: z.number().int(),
  totalPages: z.number().int(),
});

function listOf<Noun extends string, T>(noun: Noun, item: z.ZodType<T>) {
  return z
    .object({ _embedded: z.object({ [noun]: z.array(item) }), page })
    .transform(({ _embedded, page }) => ({ items: _embedded[noun] ?? [], page }));
}

export const conversationPage = listOf("conversations", rawConversation);
export const mailboxPage = listOf("mailboxes", mailbox);
export const customerPage = listOf("customers", customer);
export const tagPage = listOf("tags", tag);
export const userPage = listOf("users", person);
export type PageInfo = z.infer<typeof page>;
