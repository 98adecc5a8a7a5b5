/**
 * Raises an artist's availability version with every change of the few-row tables that decide free times, whoever
 * makes it. The mirror's intervals, which come by the ten thousand, are not watched here: what stores them calls
 * `raiseAvailability` once a run. Recreated after every migration, like the other triggers.
 */
const raise = (artists: string) => `
  INSERT INTO availability_versions (artist_id, version)
  SELECT id, 1 FROM artists WHERE id IN (${artists})
  ON CONFLICT (artist_id) DO UPDATE SET version = version + 1;`;

interface Watched {
  table: string;
  events: ("INSERT" | "UPDATE" | "DELETE")[];
  /** Columns whose change counts; every change of a row does without it. */
  columns?: string[];
  /** A query or value for the ids of the artists a row concerns. */
  artists?(row: "NEW" | "OLD"): string;
}

const everything: Watched["events"] = ["INSERT", "UPDATE", "DELETE"];

const watched: Watched[] = [
  {
    table: "appointments",
    events: everything,
    columns: ["artist_id", "status", "start_ms", "end_ms", "block_start_ms", "block_end_ms"],
  },
  { table: "time_off", events: everything },
  { table: "closures", events: everything, artists: () => "SELECT id FROM artists" },
  { table: "artist_hours", events: everything },
  { table: "available_intervals", events: everything },
  { table: "private_intervals", events: everything },
  { table: "artist_services", events: everything, columns: ["artist_id", "service_id"] },
  {
    table: "artist_calendars",
    events: ["UPDATE", "DELETE"],
    columns: ["artist_id", "href", "block_by"],
  },
  {
    table: "services",
    events: ["UPDATE"],
    columns: [
      "duration_minutes",
      "buffer_before_minutes",
      "buffer_after_minutes",
      "minimum_notice_minutes",
      "horizon_days",
      "slot_step_minutes",
      "daily_maximum",
      "weekly_maximum",
      "active",
    ],
    artists: (row) => `SELECT artist_id FROM artist_services WHERE service_id = ${row}.id`,
  },
  {
    table: "artists",
    events: ["UPDATE"],
    columns: ["time_zone", "daily_maximum", "weekly_maximum", "when_unreachable", "active", "hours_source"],
    artists: (row) => `${row}.id`,
  },
];

const ofRow = (row: "NEW" | "OLD") => `${row}.artist_id`;

function create({ table, columns, artists = ofRow }: Watched, event: Watched["events"][number]): string[] {
  const name = `${table}_availability_${event.toLowerCase()}`;
  const rows: ("NEW" | "OLD")[] =
    event === "UPDATE" ? ["NEW", "OLD"] : event === "INSERT" ? ["NEW"] : ["OLD"];
  const changed =
    event === "UPDATE" && columns
      ? `WHEN ${columns.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(" OR ")}`
      : "";
  const concerned = rows.map((row) => artists(row));
  const ids = concerned.every((one) => one.startsWith("SELECT"))
    ? [...new Set(concerned)].join(" UNION ")
    : concerned.join(", ");
  return [
    `DROP TRIGGER IF EXISTS ${name}`,
    `CREATE TRIGGER ${name} AFTER ${event} ON ${table} ${changed} BEGIN ${raise(ids)} END`,
  ];
}

export const availabilityTriggers: string[] = watched.flatMap((table) =>
  table.events.flatMap((event) => create(table, event)),
);
