import { createHash } from "node:crypto";
import { addDays, dayOf } from "#lib/core/time-zone.ts";
import { setFields, stamp, type TaskRow } from "./task-row.ts";

export interface ProjectRow {
  id: string;
  name: string;
  color: string;
  is_favorite: boolean;
  inbox_project: boolean;
  is_archived: boolean;
  view_style: string;
  child_order: number;
}

export interface TodoistState {
  /** The account's; days such as "today" are its days. */
  zone: string;
  projects: ProjectRow[];
  sections: { id: string; name: string; project_id: string; section_order: number }[];
  labels: { id: string; name: string; color: string; order: number; is_favorite: boolean }[];
  tasks: TaskRow[];
  /** How each command that was seen ended, by its uuid. */
  commands: Map<string, { status: unknown; tempId: string | null; id: string | null }>;
}

const PROJECTS: [name: string, color: string][] = [
  ["Inbox", "grey"],
  ["Studio", "red"],
  ["Shop", "blue"],
  ["Artists", "violet"],
  ["Flash day", "orange"],
];
const SECTIONS: [name: string, project: string][] = [
  ["Supplies", "Studio"],
  ["Rooms", "Studio"],
  ["To ship", "Shop"],
  ["Guest spots", "Artists"],
];
const LABELS = ["urgent", "phone", "supplier", "aftercare", "social"];

interface Seed {
  content: string;
  project: string;
  section?: string;
  /** Days from today, a recurring rule, or nothing. */
  due?: number | string;
  priority?: number;
  labels?: string[];
  description?: string;
  done?: true;
}

const TASKS: Seed[] = [
  {
    content: "Order cartridges 3RL and 5RL",
    project: "Studio",
    section: "Supplies",
    due: 0,
    priority: 4,
    labels: ["urgent", "supplier"],
  },
  {
    content: "Spore test of the autoclave",
    project: "Studio",
    section: "Rooms",
    due: "every monday",
    priority: 3,
    description: "Strip into the folder, photo into **Documents**.",
  },
  { content: "Check the sharps containers", project: "Studio", section: "Rooms", due: "every friday" },
  { content: "Water the monstera", project: "Studio", section: "Rooms", due: "every day" },
  { content: "Print consent forms (A4, 200)", project: "Studio", section: "Supplies", due: 1 },
  {
    content: "Call Lena Hofer back about the forearm piece",
    project: "Inbox",
    due: 0,
    priority: 3,
    labels: ["phone"],
  },
  { content: "Send aftercare notes to Jonas", project: "Inbox", due: -1, labels: ["aftercare"] },
  { content: "Answer the insurance", project: "Inbox", due: -3, priority: 4, labels: ["urgent"] },
  {
    content: "Pack order of Greta Lindner: print *Moth*, framed",
    project: "Shop",
    section: "To ship",
    due: 0,
    priority: 2,
  },
  { content: "Pack two gift vouchers", project: "Shop", section: "To ship", due: 0 },
  { content: "Photograph the new risograph prints", project: "Shop", due: 2, labels: ["social"] },
  { content: "Reorder aftercare balm (30 ml)", project: "Shop", due: 4, labels: ["supplier"] },
  { content: "Count the stock for the year's end", project: "Shop", due: 20, priority: 2 },
  {
    content: "Contract for Yuki's guest spot",
    project: "Artists",
    section: "Guest spots",
    due: 3,
    priority: 3,
  },
  { content: "Room for Yuki, five nights", project: "Artists", section: "Guest spots", due: 6 },
  { content: "Mara: portfolio pictures for the page", project: "Artists", due: 7, labels: ["social"] },
  { content: "Theo: hygiene training certificate", project: "Artists", due: 12 },
  { content: "June: second chair or not?", project: "Artists" },
  { content: "Poster for the flash day", project: "Flash day", due: 5, priority: 3, labels: ["social"] },
  { content: "Print the flash sheets", project: "Flash day", due: 9 },
  { content: "Coffee and oat milk for forty", project: "Flash day", due: 13 },
  { content: "Ask the neighbours about the queue", project: "Flash day", due: 10, labels: ["phone"] },
  { content: "Post about the flash day", project: "Flash day", due: 6, labels: ["social"] },
  { content: "Invoice of the needle supplier", project: "Studio", section: "Supplies", due: -2, done: true },
  { content: "New bulbs for room 2", project: "Studio", section: "Rooms", due: -1, done: true },
];

/** Ids are opaque: sixteen letters and digits. */
export function idOf(name: string): string {
  return createHash("sha256").update(name).digest("base64").replace(/[+/=]/g, "").slice(0, 15).concat("A");
}

export function newTask(state: TodoistState, id: string, now: number): TaskRow {
  return {
    id,
    user_id: "2671355",
    project_id: state.projects[0]?.id ?? "",
    section_id: null,
    parent_id: null,
    content: "",
    description: "",
    labels: [],
    priority: 1,
    due: null,
    checked: false,
    is_deleted: false,
    added_at: stamp(now),
    completed_at: null,
    updated_at: stamp(now),
    child_order: state.tasks.length + 1,
  };
}

/** A studio's tasks, with dates around `now`. */
export function seedTodoist(now: number): TodoistState {
  const state: TodoistState = {
    zone: "Europe/Vienna",
    projects: PROJECTS.map(([name, color], at) => ({
      id: idOf(`project ${name}`),
      name,
      color,
      is_favorite: name === "Studio",
      inbox_project: name === "Inbox",
      is_archived: false,
      view_style: "list",
      child_order: at,
    })),
    sections: SECTIONS.map(([name, project], at) => ({
      id: idOf(`section ${name}`),
      name,
      project_id: idOf(`project ${project}`),
      section_order: at + 1,
    })),
    labels: LABELS.map((name, at) => ({
      id: idOf(`label ${name}`),
      name,
      color: "charcoal",
      order: at + 1,
      is_favorite: false,
    })),
    tasks: [],
    commands: new Map(),
  };
  for (const [at, seed] of TASKS.entries()) addSeed(state, seed, now, now - (TASKS.length - at) * 3_600_000);
  return state;
}

const FIELDS = [
  "content",
  "description",
  "project_id",
  "section_id",
  "labels",
  "priority",
  "due_date",
  "due_string",
];

function addSeed(state: TodoistState, seed: Seed, now: number, madeAt: number): void {
  const task = newTask(state, idOf(`task ${seed.content}`), madeAt);
  const { due } = seed;
  const fields = {
    content: seed.content,
    description: seed.description,
    labels: seed.labels,
    priority: seed.priority,
    ...(seed.section
      ? { section_id: idOf(`section ${seed.section}`) }
      : { project_id: idOf(`project ${seed.project}`) }),
    ...(typeof due === "number" ? { due_date: addDays(dayOf(now, state.zone), due) } : { due_string: due }),
  };
  setFields(task, fields, FIELDS, state, now);
  if (seed.done) {
    task.checked = true;
    task.completed_at = stamp(now - 3_600_000);
  }
  state.tasks.push(task);
}
