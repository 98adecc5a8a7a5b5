/** Waits until an address answers with success. @throws Error after half a minute */
export async function untilAnswers(url: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer.`);
}
