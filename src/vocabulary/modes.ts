/** A way in which two sides communicate. The first two are indirect, the last two direct. */
export type Mode = 'letter' | 'shuttle' | 'video' | 'meeting';

export const modes: readonly Mode[] = ['letter', 'shuttle', 'video', 'meeting'];

/** Direct means that people are present to one another (domain 242). */
export function isDirect(mode: Mode): boolean {
  return mode === 'video' || mode === 'meeting';
}

/** How the service reaches somebody. */
export type Channel = 'phone' | 'text' | 'email' | 'post' | 'in-person' | 'video-call';

/** Channels on which the system itself can send. */
export type SendingChannel = Extract<Channel, 'text' | 'email' | 'post'>;
