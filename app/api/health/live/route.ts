/** Whether the process answers at all, for whoever restarts it; asks nothing, not even the database. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
