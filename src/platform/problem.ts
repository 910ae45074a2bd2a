/** A clear sentence to whoever runs Talking Piece: printed without a stack, and the exit code is 1. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** The code of a fault from the operating system or PostgreSQL, or an empty text. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
