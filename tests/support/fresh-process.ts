/**
 * Runs before each test file. Files share a process, because loading the same modules three hundred times takes longer
 * than most of the tests; what lives as long as a process (environment, database, transports, caches) begins anew.
 */
const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
const BEFORE = Symbol.for("tests.environment");
slots[BEFORE] ??= { ...process.env };

for (const slot of Object.getOwnPropertySymbols(slots))
  if (slot.description?.startsWith("parlour.")) Reflect.deleteProperty(slots, slot);
for (const name of Object.keys(process.env)) delete process.env[name];
// The process's logger would write what the tests provoke.
Object.assign(process.env, { LOG_LEVEL: "silent" }, slots[BEFORE]);
