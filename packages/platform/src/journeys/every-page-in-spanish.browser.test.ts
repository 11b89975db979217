import { walkEveryPage } from './walk-every-page.test-support.ts';

walkEveryPage('es', 'dark', 360);
