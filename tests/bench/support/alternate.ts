/** Figures of one kind, in the order they were taken. */
export interface Samples {
  ours: number[];
  rival: number[];
}

/**
 * Takes ours and the rival's figure in turn, first one and then the other first, so that what else the machine does
 * meets both. The first round only warms up and does not count.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  rival: () => Promise<number>,
): Promise<Samples> {
  const samples: Samples = { ours: [], rival: [] };
  for (let round = 0; round <= rounds; round++) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? ours() : rival());
    const second = await (oursFirst ? rival() : ours());
    if (round === 0) continue;
    samples.ours.push(oursFirst ? first : second);
    samples.rival.push(oursFirst ? second : first);
  }
  return samples;
}

/** Milliseconds that `work` takes, divided by how often it did its work. */
export async function timeOf(work: () => Promise<unknown>, times = 1): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / times;
}
