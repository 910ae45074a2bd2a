/** What a check found: how many things it looked at, and every problem in clear words. */
export interface Outcome {
  readonly looked: number;
  readonly problems: readonly string[];
  /** What it counted, where that is worth reading. */
  readonly says?: string | undefined;
}

/** Takes the folder of the project, or of a made-up project in a test. */
export type Check = (root: string) => Promise<Outcome>;

/** The outcome of a check; one that looked at nothing has proven nothing, so that is a problem too. */
export function outcome(looked: number, problems: Iterable<string>, what: string): Outcome {
  const found = [...problems];
  return { looked, problems: looked > 0 ? found : [...found, `This check looked at no ${what}`] };
}
