import { startPasskeys } from './parts/passkey-form.ts';

startPasskeys();
