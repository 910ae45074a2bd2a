import { burgledFlat } from './lives-joanne.ts';
import type { Story } from './story.ts';

/** Every life of the demonstration. */
export const stories: readonly Story[] = [burgledFlat];
