/** The part of caldav-adapter 9 the sandbox uses; the package ships no types. */
declare module "caldav-adapter" {
  import type { Middleware, ParameterizedContext } from "koa";

  type Ids = { principalId: string; calendarId: string };
  type ObjectIds = Ids & { eventId: string };
  type Range = Ids & { start: Date | null; end: Date | null };

  /** Reads and writes of the adapter's routes. `C` is a calendar, `E` an object, `S` Koa's state. */
  export type AdapterData<S, C, E> = {
    getCalendarId(ctx: ParameterizedContext<S>, calendar: C): string;
    getETag(ctx: ParameterizedContext<S>, thing: C | E): string;
    getCalendar(ctx: ParameterizedContext<S>, ids: Ids): Promise<C | null>;
    createCalendar(
      ctx: ParameterizedContext<S>,
      calendar: { calendarId: string; name?: string; color?: string },
    ): Promise<C>;
    deleteCalendar(ctx: ParameterizedContext<S>, ids: Ids): Promise<void>;
    getEvent(ctx: ParameterizedContext<S>, ids: ObjectIds): Promise<E | null>;
    createEvent(ctx: ParameterizedContext<S>, ids: ObjectIds): Promise<E>;
    updateEvent(ctx: ParameterizedContext<S>, ids: ObjectIds): Promise<E>;
    deleteEvent(ctx: ParameterizedContext<S>, ids: ObjectIds): Promise<void>;
    getEventsForCalendar(
      ctx: ParameterizedContext<S>,
      ids: Ids & { componentType?: string | null },
    ): Promise<E[]>;
    getEventsByDate(
      ctx: ParameterizedContext<S>,
      range: Range & { componentType?: string | null },
    ): Promise<E[]>;
    buildICS(ctx: ParameterizedContext<S>, event: E): Promise<string>;
  };

  export default function caldavAdapter<S, C, E>(options: {
    caldavRoot: string;
    calendarRoot: string;
    principalRoot: string;
    authRealm: string;
    logEnabled: boolean;
    disableWellKnown: boolean;
    authenticate(ctx: ParameterizedContext<S>): Promise<object | undefined>;
    data: AdapterData<S, C, E>;
  }): Middleware<S>;
}
