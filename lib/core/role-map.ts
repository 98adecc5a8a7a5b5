import { z } from "zod";

const ROLES = ["admin", "staff", "artist"] as const;

/** One line of PARLOUR_ROLE_MAP: who is in the group has the role. */
export interface RoleRule {
  group: string;
  role: (typeof ROLES)[number];
}

const role = z.enum(ROLES);

/** `studio-admins=admin,studio-staff=staff`; the last `=` divides, because a group's name may hold one. */
export const roleMap = z
  .string()
  .max(10_000, "must have at most 10000 characters")
  .prefault("")
  .transform((value, context): RoleRule[] =>
    value
      .split(",")
      .map((rule) => rule.trim())
      .filter(Boolean)
      .flatMap((rule) => {
        const divider = rule.lastIndexOf("=");
        const group = rule.slice(0, Math.max(divider, 0)).trim();
        const parsed = role.safeParse(rule.slice(divider + 1).trim());
        if (group && parsed.success) return [{ group, role: parsed.data }];
        context.addIssue({
          code: "custom",
          message: `"${rule}" must look like group=role, with the role admin, staff or artist`,
        });
        return [];
      }),
  );
