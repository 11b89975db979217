import { walkEveryPage } from './walk-every-page.test-support.ts';

walkEveryPage('en', 'light', 1280);
