/** What tests of other packages stand on: the real platform, and a browser without a window. */
export { type DemoFile, readDemoFile } from '../demo/demo-file.ts';
export { type Character, openSite, type Site } from '../documents/testing/site.ts';
export { openEstate } from '../journeys/platform-process.test-support.ts';
export { looksRight } from './looks-right.ts';
export { openBrowser } from './open-browser.ts';
export {
  answerConsent,
  type FormBrowser,
  hiddenField,
  openFormBrowser,
  signInByForm,
} from './sign-in-by-form.ts';
export { startPlatform, type TestPlatform } from './start-platform.ts';
