import { page } from "../app/page.ts";

export const broken = page;
