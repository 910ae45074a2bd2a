/** Does something with each of many, several at a time: as many as the doors have connections. */
export async function inLanes<Each>(all: readonly Each[], work: (each: Each) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async () => {
    for (const each of waiting) await work(each);
  };
  await Promise.all(Array.from({ length: 6 }, lane));
}
