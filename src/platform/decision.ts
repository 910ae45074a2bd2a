/** What a rule answers: go ahead with a value, or a named refusal. Rules never throw what a person may cause. */
export type Decision<Value, Refusal extends string> = Allowed<Value> | Refused<Refusal>;

export interface Allowed<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Refusal extends string> {
  readonly ok: false;
  /** Every reason at once, so that nobody mends one thing only to meet the next. */
  readonly because: readonly [Refusal, ...Refusal[]];
}

/** The thing may be done; `value` is what it becomes. */
export function allow<Value>(value: Value): Allowed<Value> {
  return { ok: true, value };
}

/** The thing may not be done, for these reasons, each a kebab-case sentence seen from the person's side. */
export function refuse<Refusal extends string>(...because: [Refusal, ...Refusal[]]): Refused<Refusal> {
  return { ok: false, because };
}

/** Refuses with the reasons that hold, or allows when none does. */
export function refuseAny<Value, Refusal extends string>(
  reasons: readonly Refusal[],
  value: Value,
): Decision<Value, Refusal> {
  const [first, ...rest] = reasons;
  return first === undefined ? allow(value) : refuse(first, ...rest);
}

/** Proves to the compiler that every case was named, and stops at run time if one was not. */
export function unreachable(value: never): never {
  throw new Error(`Nothing was written for ${JSON.stringify(value)}`);
}
