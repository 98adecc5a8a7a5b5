/**
 * One value for the whole process, made when it is first asked for. Next gives pages, routes and instrumentation each
 * their own module instances, so a module variable would silently become several.
 */
export function processWide<Value extends object>(name: string, make: () => Value): Value {
  const slot = Symbol.for(`parlour.${name}`);
  const slots: typeof globalThis & { [slot: symbol]: Value | undefined } = globalThis;
  const known = slots[slot];
  if (known) return known;
  const made = make();
  slots[slot] = made;
  return made;
}
