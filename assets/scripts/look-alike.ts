import { lookAlike } from './parts/look-alike.ts';

lookAlike();
