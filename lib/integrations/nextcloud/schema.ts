import { z } from "zod";

export const rawUser = z.object({ id: z.string().min(1) });
